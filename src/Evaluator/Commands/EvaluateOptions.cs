using System.Globalization;
using MaskSharp.Evaluator.Baselines;
using MaskSharp.Evaluator.Bounds;
using MaskSharp.Evaluator.CaseSources;
using MaskSharp.Evaluator.Evaluation;
using MaskSharp.Evaluator.Findings;
using MaskSharp.Evaluator.Formats;
using MaskSharp.Evaluator.Models;
using MaskSharp.Evaluator.Reports;
using MaskSharp.Evaluator.Shards;

namespace MaskSharp.Evaluator.Commands;

/// <summary>The options of <c>evaluate</c>, read and checked.</summary>
internal sealed record EvaluateOptions
{
    /// <summary>What the command takes, in the order of its help.</summary>
    public static readonly IReadOnlyList<Option> All =
    [
        new("--predictions", "DIR", "folder of predicted masks or probability maps"),
        new("--ground-truth", "DIR", "folder of true masks"),
        .. PredictOptions.OfModel,
        new("--assembly", "FILE", "run the method with [SegmentationGate] in this built assembly for cases, in place of folders"),
        new("--inputs", "LIST", "files and folders that it reads: it waits for them, and --stamp looks at them too"),
        new("--package-folders", "LIST", "where packages of the assembly or program lie that are not copied beside it (this user's package folder)"),
        new("--work", "DIR", "keep the predictions made on the way there (deleted after the run)"),
        new("--gate", "NAME", "name in reports and messages"),
        new("--classes", "N", "values are class indices 0 to N - 1"),
        new("--class-names", "LIST", "what classes 0 to N - 1 are called, such as background;liver;spleen"),
        new("--class", "K|any", "score class K alone, or all nonzero labels as one"),
        new("--include-background", null, "let class 0 of several take part in means and pooled scores"),
        new("--ignore", "V", "ground-truth value whose pixels count nowhere"),
        new("--threshold", "T", "predictions are probability maps, foreground from T on (0.5)"),
        new("--empty", "one|zero|skip", "what a class scores that is neither there nor predicted (one)"),
        new("--statistic", "S", "figure held to the bounds: mean, pooled, median, p05, min, confidencelow (mean)"),
        new("--min-dice", "X", "least Dice, 0 to 1"),
        new("--min-iou", "X", "least IoU, 0 to 1"),
        new("--surface", null, "measure surfaces too: normalized surface Dice and Hausdorff distance (95 %)"),
        new("--tolerance", "MM", "how far apart surfaces may be and still agree (1); measures surfaces"),
        new("--min-normalized-surface-dice", "X", "least normalized surface Dice, 0 to 1"),
        new("--max-hausdorff95", "MM", "largest Hausdorff distance (95 %)"),
        new("--baseline", "FILE", "scores that must not get worse"),
        new("--max-dice-drop", "X", "by how much Dice may be below the baseline's (0)"),
        new("--max-iou-drop", "X", "by how much IoU may be below the baseline's (0)"),
        new("--update-baseline", null, "write the baseline from this run; refused in CI"),
        new("--severity", "error|warning", "what a missed bound is (error)"),
        new("--when-missing", "error|warning|skip", "what predictions, a model or inputs that do not exist are (error)"),
        new("--json", "FILE", "write the JSON report there"),
        new("--html", "FILE", "write the HTML report there"),
        new("--markdown", "FILE", "write the Markdown report there"),
        new("--junit", "FILE", "write the JUnit report there"),
        new("--sarif", "FILE", "write the SARIF report there"),
        new("--report-dir", "DIR", "write DIR/report.json, DIR/report.html"),
        new("--formats", "LIST", "reports of --report-dir: json, html, markdown, junit, sarif (json;html)"),
        new("--stamp", "FILE", "do nothing if nothing has changed since the pass noted there"),
        new("--shard", "I/N|auto", "count every N-th case only, for masksharp merge; auto asks the job system"),
        new("--threads", "N", "cases read at a time (all cores)"),
        new("--origin", "TEXT", "where the gate is declared, for messages"),
        new("--msbuild", null, "write findings as MSBuild reads them"),
    ];

    private const string MinSurfaceDice = "--min-normalized-surface-dice";
    private const string MaxHausdorff95 = "--max-hausdorff95";

    /// <summary>Options that concern the process that is given them, and not the gate.</summary>
    public static readonly IReadOnlySet<string> OwnOfProcess = new HashSet<string>(StringComparer.Ordinal)
    {
        "--predictions", "--ground-truth", "--inputs", "--package-folders", "--work", "--shard", "--threads", "--stamp", "--json", "--html", "--markdown", "--junit", "--sarif", "--report-dir", "--formats",
        "--origin", "--msbuild", "--when-missing", "--update-baseline",
    };

    public required string Gate { get; init; }

    /// <summary>Where the cases come from.</summary>
    public required ICaseSource Source { get; init; }

    public string Predictions => Source.Predictions;

    public string GroundTruth => Source.GroundTruth;

    public required EvaluationSettings Settings { get; init; }

    public required IReadOnlyList<Bound> Bounds { get; init; }

    public required Statistic Statistic { get; init; }

    public required Severity Severity { get; init; }

    public required WhenMissing WhenMissing { get; init; }

    public required IReadOnlyList<ReportFile> Reports { get; init; }

    /// <summary>The file of scores to compare with.</summary>
    public string? Baseline { get; init; }

    public AllowedDrops Drops { get; init; }

    /// <summary>The baseline is to be written instead.</summary>
    public bool UpdatesBaseline { get; init; }

    /// <summary>There is something to hold the scores to.</summary>
    public bool IsJudged => Bounds.Count > 0 || Baseline is not null;

    /// <summary>Which part of the cases to count; null for all.</summary>
    public Shard? Shard { get; init; }

    /// <summary>The options that decide the verdict, as they were given.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    public string? Stamp { get; init; }

    public string? Origin { get; init; }

    public bool ForMsBuild => Spelling.ForMsBuild;

    /// <summary>How to spell settings to whoever runs the gate.</summary>
    public SettingSpelling Spelling => Settings.Spelling;

    public IReadOnlyList<string> ReportPaths => [.. Reports.Select(report => report.Path)];

    /// <summary>The report to name in messages: the one a person would open.</summary>
    public string? ReportPath => (Reports.FirstOrDefault(report => report.Format == ReportFormat.Html) ?? (Reports.Count > 0 ? Reports[0] : null))?.Path;

    /// <exception cref="UsageException">A setting can't be used.</exception>
    public static EvaluateOptions Read(Arguments arguments)
    {
        if (arguments.Rest.Count > 0) throw new UsageException($"'{arguments.Rest[0]}' belongs to no option; folders are given by --predictions and --ground-truth");
        var statistic = arguments.Choice("--statistic", Statistic.Mean);
        var settings = ReadSettings(arguments);
        var gate = FileSafe(arguments.Text("--gate") ?? "masks");
        var options = new EvaluateOptions
        {
            Gate = gate,
            Source = CaseSource.Read(arguments, gate),
            Settings = settings,
            Bounds = ReadBounds(arguments, statistic, settings),
            Statistic = statistic,
            Severity = arguments.Choice("--severity", Severity.Error),
            WhenMissing = arguments.Choice("--when-missing", WhenMissing.Error),
            Reports = ReadReports(arguments),
            Stamp = arguments.FullPath("--stamp"),
            Origin = arguments.Text("--origin"),
            Baseline = arguments.FullPath("--baseline"),
            Drops = new AllowedDrops(arguments.Number("--max-dice-drop", 0, 1), arguments.Number("--max-iou-drop", 0, 1)),
            UpdatesBaseline = arguments.Has("--update-baseline"),
            Shard = Shards.Shard.Of(arguments),
            Arguments = arguments.Has("--shard") ? arguments.Without(OwnOfProcess) : [],
        };
        options.CheckTogether(arguments);
        return options;
    }

    private void CheckTogether(Arguments arguments)
    {
        CheckOutputs();
        if (Baseline is null && Drops.AreGiven) throw new UsageException($"{Spelling.Name("--max-dice-drop")} and {Spelling.Name("--max-iou-drop")} need {Spelling.Name("--baseline")}");
        if (Baseline is null && UpdatesBaseline) throw new UsageException("--update-baseline needs --baseline");
        if (UpdatesBaseline && CiMachine.Variable is { } variable)
            throw new UsageException($"the baseline is not updated in a CI build ({variable} is set): a baseline that the build itself rewrites guards nothing; update it on a developer's machine, and commit it");
        if (Shard is null) return;
        if (!Settings.HasLabels && Settings.Threshold is null)
            throw new UsageException("--shard needs --classes or --threshold: what values mean is decided over all cases, which a part does not see");
        if (Source is not FolderSource) throw new UsageException("--shard takes folders of predictions: make them first");
        if (UpdatesBaseline) throw new UsageException("--update-baseline belongs to masksharp merge: a part is no baseline");
        if (Stamp is not null) throw new UsageException("--shard and --stamp do not go together");
        if (!arguments.Has("--json") || Reports.Count != 1) throw new UsageException("--shard needs --json, and takes no other report: masksharp merge writes these of all parts");
    }

    // None may take another's place, or that of a mask.
    private void CheckOutputs()
    {
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in ReportPaths.Append(Baseline).Append(Stamp).OfType<string>())
        {
            if (!written.Add(path)) throw new UsageException($"{path} is to be written twice; give each report, the baseline and the stamp a file of its own");
            if (MaskFormats.ImageExtension(path) is { } extension) throw new UsageException($"{path} can't be a report, a baseline or a stamp: it is named as an image ({extension}), and may be one");
        }
    }

    private static EvaluationSettings ReadSettings(Arguments arguments)
    {
        var classes = arguments.Integer("--classes", 1, LabelCounting.MaxClasses) ?? 1;
        var choice = ReadClass(arguments, classes);
        return new EvaluationSettings
        {
            Classes = classes,
            Names = ClassNames.Read(arguments, classes, choice),
            Class = choice,
            Ignore = arguments.Integer("--ignore", int.MinValue),
            Threshold = arguments.Number("--threshold", 0, 1),
            Empty = arguments.Choice("--empty", EmptyMask.One, EmptyMask.One, EmptyMask.Zero, EmptyMask.Skip),
            IncludeBackground = arguments.Has("--include-background"),
            Threads = arguments.Integer("--threads", 1, 1024) ?? Environment.ProcessorCount,
            Surfaces = arguments.Has("--surface") || arguments.Has("--tolerance") || arguments.Has(MinSurfaceDice) || arguments.Has(MaxHausdorff95),
            Tolerance = arguments.Number("--tolerance", 0, 1e6) ?? 1,
            Spelling = arguments.Spelling,
        };
    }

    private static ClassChoice ReadClass(Arguments arguments, int classes)
    {
        if (arguments.Text("--class") is not { } text) return ClassChoice.All;
        if (string.Equals(text, "any", StringComparison.OrdinalIgnoreCase)) return ClassChoice.Any;
        var most = Math.Max(1, classes - 1);
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= most) return new ClassChoice(index, false);
        var number = arguments.Spelling.Name("--classes");
        var hint = classes == 1 ? $"; without {number} masks are binary: 1 is the foreground, and {number} says how many labels there are" : "";
        throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{arguments.Spelling.Name("--class")} is '{text}'; it may be a class from 0 to {most}, or any{hint}"));
    }

    private static List<Bound> ReadBounds(Arguments arguments, Statistic statistic, EvaluationSettings settings)
    {
        var bounds = new List<Bound>();
        var spelling = arguments.Spelling;
        if (arguments.Number("--min-dice", 0, 1) is { } dice) bounds.Add(new Bound(Metric.Dice, statistic, dice));
        if (arguments.Number("--min-iou", 0, 1) is { } iou) bounds.Add(new Bound(Metric.IoU, statistic, iou));
        if (arguments.Number(MinSurfaceDice, 0, 1) is { } surface) bounds.Add(new Bound(Metric.NormalizedSurfaceDice, statistic, surface));
        if (arguments.Number(MaxHausdorff95, 0, 1e6) is { } distance) bounds.Add(new Bound(Metric.Hausdorff95, statistic, distance));
        if (statistic == Statistic.Pooled && bounds.FirstOrDefault(bound => bound.Metric is Metric.NormalizedSurfaceDice or Metric.Hausdorff95) is { } surfaceBound)
        {
            var others = Enum.GetValues<Statistic>().Where(other => other != Statistic.Pooled).Select(other => spelling.Choice(other));
            throw new UsageException($"{spelling.Name("--statistic")} is {spelling.Choice(statistic)}, which a {MetricName.Of(surfaceBound.Metric)} does not have: distances belong to their case; it may be {string.Join(", ", others)}");
        }
        return [.. bounds.Select(bound => bound with { Class = settings.NamedClass })];
    }

    private static List<ReportFile> ReadReports(Arguments arguments)
    {
        var reports = new List<ReportFile>();
        if (arguments.FullPath("--report-dir") is { } folder)
        {
            var formats = (arguments.Text("--formats") ?? "json;html").Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            foreach (var format in formats.Distinct(StringComparer.OrdinalIgnoreCase)) reports.Add(ReportFile.InFolder(folder, Format(format, arguments.Spelling)));
        }
        else if (arguments.Has("--formats"))
        {
            throw new UsageException("--formats needs --report-dir");
        }
        foreach (var format in Enum.GetValues<ReportFormat>())
        {
            if (arguments.FullPath("--" + format.ToString().ToLowerInvariant()) is { } path) reports.Add(new ReportFile(format, path) { IsNamed = true });
        }
        return reports;
    }

    private static ReportFormat Format(string text, SettingSpelling spelling) => Enum.TryParse<ReportFormat>(text, ignoreCase: true, out var format) && Enum.IsDefined(format) && char.IsLetter(text[0])
        ? format
        : throw new UsageException($"{spelling.Name("--formats")} names '{text}'; there are {string.Join(", ", Enum.GetNames<ReportFormat>().Select(name => name.ToLowerInvariant()))}");

    // A gate's name becomes a folder on every system.
    private static string FileSafe(string name)
    {
        const string Forbidden = "<>:\"/\\|?*";
        if (name.Length is 0 or > 100 || name != name.Trim() || name[^1] == '.' || name.Any(c => char.IsControl(c) || Forbidden.Contains(c, StringComparison.Ordinal)) || IsDevice(name))
            throw new UsageException($"the gate's name '{name}' can't name a folder; use letters, digits, spaces, '-', '_' and '.'");
        return name;
    }

    // Windows takes these for devices, whatever their extension.
    private static bool IsDevice(string name)
    {
        var stem = name.Split('.')[0].TrimEnd().ToUpperInvariant();
        return stem is "CON" or "PRN" or "AUX" or "NUL" || (stem is ['C', 'O', 'M', var port] && char.IsDigit(port)) || (stem is ['L', 'P', 'T', var printer] && char.IsDigit(printer));
    }
}
