using MaskSharp.MsBuildTasks.Evaluation;
using Microsoft.Build.Framework;

namespace MaskSharp.MsBuildTasks.Items;

/// <summary>Holds the predictions of each <c>SegmentationGate</c> to its bounds.</summary>
public sealed class RunSegmentationGates : SegmentationTask
{
    private static readonly Setting[] _settings =
    [
        new("MinDice", "--min-dice"),
        new("MinIoU", "--min-iou"),
        new("MinNormalizedSurfaceDice", "--min-normalized-surface-dice"),
        new("Tolerance", "--tolerance"),
        new("MaxHausdorff95", "--max-hausdorff95"),
        new("Baseline", "--baseline", SettingKind.Path),
        new("MaxDiceDrop", "--max-dice-drop"),
        new("MaxIoUDrop", "--max-iou-drop"),
        new("Statistic", "--statistic"),
        new("Class", "--class"),
        new("Classes", "--classes"),
        new("ClassNames", "--class-names"),
        new("IncludeBackground", "--include-background", SettingKind.Switch),
        new("Ignore", "--ignore"),
        new("Threshold", "--threshold"),
        new("Empty", "--empty"),
        new("Severity", "--severity"),
        new("WhenMissing", "--when-missing"),
        new("ReportFormats", "--formats"),
    ];

    private static readonly string[] _switches = ["BlocksRun"];

    /// <summary>The <c>SegmentationGate</c> items.</summary>
    [Required]
    public ITaskItem[] Gates { get; set; } = [];

    /// <summary>
    /// The built assembly: then only the gates that run code of it are run, and without it only the others. A project is built once for
    /// each target framework, while a gate on folders runs once.
    /// </summary>
    public string Assembly { get; set; } = "";

    /// <summary>The folders of packages, with semicolons between them, for an assembly whose dependencies are not copied beside it.</summary>
    public string PackageFolders { get; set; } = "";

    /// <summary>The folder, relative to the project's, that gets a folder with the reports of each gate.</summary>
    [Required]
    public string ReportFolder { get; set; } = "";

    /// <summary>A bound for the Dice of every gate, in place of its own; empty for none.</summary>
    public string MinDice { get; set; } = "";

    /// <summary>A bound for the IoU of every gate, in place of its own; empty for none.</summary>
    public string MinIoU { get; set; } = "";

    /// <summary><c>true</c> writes the baselines of the gates that have one, in place of comparing with them.</summary>
    public string UpdateBaseline { get; set; } = "";

    /// <summary><c>true</c> in a build that says of itself that it is one of CI, where no baseline is written.</summary>
    public string ContinuousIntegrationBuild { get; set; } = "";

    /// <summary>The command line of the process that was started to build.</summary>
    public string BuildCommandLine { get; set; } = "";

    private bool UpdatesBaseline => IsTrue(UpdateBaseline);

    private protected override string ItemType => "SegmentationGate";

    private protected override string Noun => "gate";

    private protected override string Stem => "gate";

    /// <inheritdoc/>
    public override bool Execute() => RunAll(Gates);

    private protected override bool IsOurs(ItemSettings settings) => GateSource.Of(settings).RunsProgram == (Assembly.Length > 0);

    private protected override IEnumerable<string> Faults(ItemSettings settings)
    {
        var source = GateSource.Of(settings);
        var misplaced = source.Misplaced(settings).ToList();
        return misplaced.Count > 0 ? misplaced : UpdateFaults(settings).Concat(settings.Faults([.. source.Settings, .. _settings], _switches));
    }

    private protected override CommandLine Arguments(string name, ItemSettings settings, ItemOrigin origin)
    {
        var arguments = new CommandLine().Add("evaluate").Add("--gate", name);
        var source = GateSource.Of(settings);
        if (source.RunsProgram)
            arguments.Add(source == GateSource.Model ? "--program" : "--assembly", Assembly).Add("--package-folders", PackageFolders).Add("--work", Intermediate(name + ".cases"));
        foreach (var setting in source.Settings.Concat(_settings))
            Add(arguments, setting, settings);
        if (UpdatesBaseline && settings.Text("Baseline") is not null)
            arguments.Add("--update-baseline");
        return arguments
            .Add("--report-dir", Reports(name))
            .Add("--stamp", Intermediate(name + ".gate.stamp"))
            .Add("--origin").Add(origin.ToString())
            .Add("--msbuild");
    }

    // What a model or the project's own code reads is the evaluator's to tell.
    private protected override IReadOnlyList<string>? Inputs(ItemSettings settings) => UpdatesBaseline || GateSource.Of(settings).RunsProgram
        ? null
        : [settings.FullPath("Predictions")!, settings.FullPath("GroundTruth")!, .. settings.FullPath("Baseline") is { } baseline ? [baseline] : Array.Empty<string>()];

    private protected override IReadOnlyList<string> Results(string name) => [Reports(name)];

    private protected override string? WarnInsteadBecause(ItemSettings settings) =>
        !settings.IsTrue("BlocksRun") && BuildVerb.IsDotNetRun(BuildCommandLine)
            ? "only a warning here, because BlocksRun is not true and the program is about to run"
            : null;

    private string Reports(string name) => ItemPaths.Full(ProjectFolder, Path.Combine(ReportFolder, name));

    private static bool IsTrue(string text) => string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);

    private IEnumerable<string> UpdateFaults(ItemSettings settings)
    {
        if (UpdateBaseline.Length > 0 && !UpdatesBaseline && !string.Equals(UpdateBaseline, "false", StringComparison.OrdinalIgnoreCase))
            yield return $"SegmentationUpdateBaseline is '{UpdateBaseline}'; it may be true or false";
        // The variables that CI systems set are the evaluator's to look at.
        if (UpdatesBaseline && IsTrue(ContinuousIntegrationBuild) && settings.Text("Baseline") is not null)
        {
            yield return "the baseline is not updated in a CI build (ContinuousIntegrationBuild is true): a baseline that the build itself rewrites guards nothing; "
                + "update it on a developer's machine, and commit it";
        }
    }

    private void Add(CommandLine arguments, Setting setting, ItemSettings settings)
    {
        switch (setting.Kind)
        {
            case SettingKind.RequiredPath or SettingKind.Path:
                arguments.Add(setting.Option, settings.FullPath(setting.Name));
                break;
            case SettingKind.Paths:
                arguments.Add(setting.Option, settings.FullPaths(setting.Name));
                break;
            case SettingKind.Switch when settings.IsTrue(setting.Name):
                arguments.Add(setting.Option);
                break;
            case SettingKind.Text:
                arguments.Add(setting.Option, Override(setting.Name) ?? settings.Text(setting.Name));
                break;
        }
    }

    private string? Override(string name) => name switch
    {
        "MinDice" when MinDice.Length > 0 => MinDice,
        "MinIoU" when MinIoU.Length > 0 => MinIoU,
        _ => null,
    };
}
