using MaskSharp.MsBuildTasks.Evaluation;
using Microsoft.Build.Framework;

namespace MaskSharp.MsBuildTasks.Items;

/// <summary>
/// Measures the class balance of each <c>SegmentationDataset</c>, into <c>NAME.measured.json</c> in the intermediate folder,
/// which is written only when it differs.
/// </summary>
public sealed class MeasureSegmentationDatasets : SegmentationTask
{
    private static readonly Setting[] _settings =
    [
        new("Masks", "", SettingKind.RequiredPath),
        new("Classes", "--classes"),
        new("Ignore", "--ignore"),
        new("Threshold", "--threshold"),
        new("WhenMissing", "--when-missing"),
        new("Measured", "--committed", SettingKind.Path),
    ];

    /// <summary>The <c>SegmentationDataset</c> items.</summary>
    [Required]
    public ITaskItem[] Datasets { get; set; } = [];

    private protected override string ItemType => "SegmentationDataset";

    private protected override string Noun => "data set";

    private protected override string Stem => "dataset";

    /// <inheritdoc/>
    public override bool Execute() => RunAll(Datasets);

    private protected override IEnumerable<string> Faults(ItemSettings settings) => settings.Faults(_settings, []);

    private protected override IReadOnlyList<string> Inputs(ItemSettings settings) =>
        [settings.FullPath("Masks")!, .. settings.FullPath("Measured") is { } measured ? [measured] : Array.Empty<string>()];

    private protected override IReadOnlyList<string> Results(string name) => [Intermediate(name + ".measured.json")];

    private protected override CommandLine Arguments(string name, ItemSettings settings, ItemOrigin origin)
    {
        var arguments = new CommandLine().Add("inspect").Add(settings.FullPath("Masks")!).Add("--name", name).Add("--source", settings.Text("Masks"));
        foreach (var setting in _settings)
        {
            if (setting.Kind != SettingKind.RequiredPath)
                arguments.Add(setting.Option, setting.Kind == SettingKind.Path ? settings.FullPath(setting.Name) : settings.Text(setting.Name));
        }

        return arguments
            .Add("--measured", Intermediate(name + ".measured.json"))
            .Add("--stamp", Intermediate(name + ".dataset.stamp"))
            .Add("--origin").Add(origin.ToString())
            .Add("--msbuild");
    }
}
