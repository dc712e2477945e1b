using MaskSharp.Evaluator.Evaluation;

namespace MaskSharp.Evaluator.Commands;

/// <summary>The options of <c>inspect</c>, read and checked.</summary>
internal sealed record InspectOptions
{
    /// <summary>What the command takes, in the order of its help.</summary>
    public static readonly IReadOnlyList<Option> All =
    [
        new("--name", "NAME", "name of the data set (the folder's name)"),
        new("--source", "TEXT", "what the measurement names as its source (the folder's name)"),
        new("--classes", "N", "values are class indices 0 to N - 1"),
        new("--class-names", "LIST", "what classes 0 to N - 1 are called, such as background;liver;spleen"),
        new("--ignore", "V", "value whose pixels count nowhere"),
        new("--threshold", "T", "soft masks: foreground from T on"),
        new("--measured", "FILE", "write the measurement there, if it differs"),
        new("--committed", "FILE", "measurement to use where the masks are absent"),
        new("--when-missing", "error|warning|skip", "what masks that do not exist are (error)"),
        new("--stamp", "FILE", "do nothing if nothing has changed since the measurement noted there"),
        new("--threads", "N", "masks read at a time (all cores)"),
        new("--origin", "TEXT", "where the data set is declared, for messages"),
        new("--msbuild", null, "write findings as MSBuild reads them"),
    ];

    public required string Masks { get; init; }

    public required string Name { get; init; }

    public required string Source { get; init; }

    public required EvaluationSettings Settings { get; init; }

    public required WhenMissing WhenMissing { get; init; }

    public string? Measured { get; init; }

    public string? Committed { get; init; }

    public string? Stamp { get; init; }

    /// <exception cref="UsageException">A setting can't be used.</exception>
    public static InspectOptions Read(Arguments arguments)
    {
        if (arguments.Rest.Count != 1 || arguments.Rest[0].Length == 0) throw new UsageException("inspect takes one folder of masks");
        var masks = Path.GetFullPath(arguments.Rest[0]);
        var folder = Path.GetFileName(Path.TrimEndingDirectorySeparator(masks));
        var classes = arguments.Integer("--classes", 1, LabelCounting.MaxClasses) ?? 1;
        var options = new InspectOptions
        {
            Masks = masks,
            Name = arguments.Text("--name") is { Length: > 0 } name ? name : folder,
            Source = arguments.Text("--source") is { Length: > 0 } source ? source : folder,
            Settings = new EvaluationSettings
            {
                Classes = classes,
                Names = ClassNames.Read(arguments, classes, ClassChoice.All),
                Ignore = arguments.Integer("--ignore", int.MinValue),
                Threshold = arguments.Number("--threshold", 0, 1),
                Threads = arguments.Integer("--threads", 1, 1024) ?? Environment.ProcessorCount,
                Spelling = arguments.Spelling,
            },
            WhenMissing = arguments.Choice("--when-missing", WhenMissing.Error),
            Measured = FullPath(arguments.Text("--measured")),
            Committed = FullPath(arguments.Text("--committed")),
            Stamp = FullPath(arguments.Text("--stamp")),
        };
        if (options.Measured is not null && options.Measured == options.Committed)
            throw new UsageException($"{arguments.Spelling.Name("--committed")} is {options.Committed}, which this run writes; a committed measurement is only read, so name a copy of it");
        return options;
    }

    private static string? FullPath(string? path) => path is null ? null : Path.GetFullPath(path);
}
