using MaskSharp.MsBuildTasks.Evaluation;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace MaskSharp.MsBuildTasks.Items;

/// <summary>A task that hands items of a project to the evaluator, one run for each.</summary>
public abstract class SegmentationTask : Task, ICancelableTask
{
    private EvaluatorProcess? _running;
    private volatile bool _cancelled;

    /// <summary>The full path of the project file.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>The .NET host that runs the evaluator: a full path, or a name to be found in PATH.</summary>
    [Required]
    public string DotNetHost { get; set; } = "";

    /// <summary>The full path of the evaluator's assembly.</summary>
    [Required]
    public string Evaluator { get; set; } = "";

    /// <summary>The folder, relative to the project's, for stamps and measurements.</summary>
    [Required]
    public string IntermediateFolder { get; set; } = "";

    /// <summary>The full path of the folder with the rules' pages, to which errors are linked; may be empty or absent.</summary>
    public string RulePages { get; set; } = "";

    private protected abstract string ItemType { get; }

    private protected abstract string Noun { get; }

    /// <summary>What the names of an item's files in the intermediate folder have after its own.</summary>
    private protected abstract string Stem { get; }

    private protected string ProjectFolder => Path.GetDirectoryName(ProjectFile);

    /// <inheritdoc/>
    public void Cancel()
    {
        _cancelled = true;
        _running?.Cancel();
    }

    private protected bool RunAll(ITaskItem[] items)
    {
        var setup = new EvaluatorSetup(DotNetHost, Evaluator, ProjectFolder, RulePages);
        var log = new FindingLog(Log, RulePages);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var passed = true;
        foreach (var item in items)
        {
            var origin = ItemOrigin.Of(item, ItemType, ProjectFile);
            var settings = new ItemSettings(item, ProjectFolder);
            var nameFaults = NameFaults(item.ItemSpec, names).ToList();
            if (!IsOurs(settings))
                continue;

            var faults = nameFaults.Concat(Faults(settings)).ToList();
            foreach (var fault in faults)
                log.Error(origin, Codes.BadSetting, $"{Noun} '{item.ItemSpec}': {fault}");

            passed &= faults.Count == 0 && !_cancelled && MakeFolder(log, item.ItemSpec, origin) && Run(setup, item.ItemSpec, settings, origin);
        }

        return passed;
    }

    /// <summary>Whether this task is to run an item; of the others it knows the names only.</summary>
    private protected virtual bool IsOurs(ItemSettings settings) => true;

    private protected abstract IEnumerable<string> Faults(ItemSettings settings);

    private protected abstract CommandLine Arguments(string name, ItemSettings settings, ItemOrigin origin);

    /// <summary>Why a finding about the item's data is to be a warning in this build; null if it is to be what the evaluator says.</summary>
    private protected virtual string? WarnInsteadBecause(ItemSettings settings) => null;

    /// <summary>The files and folders that the evaluator reads for an item; null where they can't be told, or the run is to be done in any case.</summary>
    private protected abstract IReadOnlyList<string>? Inputs(ItemSettings settings);

    /// <summary>The files and folders that it writes.</summary>
    private protected abstract IReadOnlyList<string> Results(string name);

    private protected string Intermediate(string fileName) => ItemPaths.Full(ProjectFolder, Path.Combine(IntermediateFolder, fileName));

    private bool MakeFolder(FindingLog log, string name, ItemOrigin origin)
    {
        var folder = ItemPaths.Full(ProjectFolder, IntermediateFolder);
        try
        {
            Directory.CreateDirectory(folder);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.Error(origin, Codes.NotWritten, $"{Noun} '{name}': the folder {folder} for stamps and measurements can't be made: {e.Message}");
            return false;
        }
    }

    private bool Run(EvaluatorSetup setup, string name, ItemSettings settings, ItemOrigin origin)
    {
        var arguments = Arguments(name, settings, origin);
        var last = LastPassOf(setup, name, settings, arguments);
        if (last?.Closing() is { } closing)
        {
            Log.LogMessage(MessageImportance.High, $"MaskSharp: {Noun} '{name}' is up to date: nothing has changed since it passed{ReportIn(closing)}");
            return true;
        }

        _running = new EvaluatorProcess(BuildEngine, setup, arguments, origin)
        {
            WarnInsteadBecause = WarnInsteadBecause(settings),
        };
        if (_cancelled)
            _running.Cancel();
        var passed = _running.Execute();
        if (passed && _running.FoundNothing)
            last?.Note(_running.Closing);
        return passed;
    }

    private LastPass? LastPassOf(EvaluatorSetup setup, string name, ItemSettings settings, CommandLine arguments)
    {
        if (Inputs(settings) is not { } inputs)
            return null;
        string[] program = [setup.Evaluator, Path.Combine(Path.GetDirectoryName(setup.Evaluator), "MaskSharp.dll")];
        return new LastPass(Intermediate($"{name}.{Stem}.pass"), Intermediate($"{name}.{Stem}.stamp"), arguments.ToString(), [.. program, .. inputs], Results(name));
    }

    // The line that ends a run of a gate ends with its report.
    private static string ReportIn(string closing) => closing.LastIndexOf("; report ", StringComparison.Ordinal) is >= 0 and var at ? closing.Substring(at) : "";

    private IEnumerable<string> NameFaults(string name, HashSet<string> names)
    {
        if (!ItemNames.IsFileSafe(name))
            yield return "its name cannot name a file; use letters, digits, spaces, '-', '_' and '.'";
        if (!names.Add(name))
            yield return $"there is another {Noun} of this name";
    }
}
