namespace MaskSharp.Generators.Tests.Analyzers;

/// <summary>Sources that are compiled together, and the lines on which a report is expected or acceptable.</summary>
internal sealed record CorpusCase(
    string Name,
    IReadOnlyList<(string Path, string Text)> Sources,
    IReadOnlyCollection<(string File, int Line)> Expected,
    IReadOnlyCollection<(string File, int Line)> Alternative)
{
    private const string Separator = "//// ";

    private const string Usings = """
        using MaskSharp;
        using TorchSharp;
        using TorchSharp.Modules;
        using static TorchSharp.torch;
        using static TorchSharp.torch.nn;
        """;

    /// <summary>
    /// The cases of one file. Each starts with a line <c>//// name</c>; the usings are added. <c>// FIRE</c> marks a line to
    /// report, <c>// ALSO</c> a line where a report is acceptable; a case without a mark must stay silent.
    /// </summary>
    public static IEnumerable<CorpusCase> ReadAll(string path)
    {
        foreach (var part in File.ReadAllText(path).Split(Separator).Skip(1))
        {
            var end = part.IndexOf('\n');
            var name = part[..end].Trim();
            var text = Usings + "\n" + part[(end + 1)..];
            var lines = text.Split('\n');
            yield return new(
                name,
                [("Case.cs", text)],
                [.. Marked(lines, "// FIRE")],
                [.. Marked(lines, "// ALSO")]);
        }
    }

    private static IEnumerable<(string File, int Line)> Marked(string[] lines, string mark)
        => lines.Select((line, i) => (line, i)).Where(l => l.line.Contains(mark, StringComparison.Ordinal)).Select(l => ("Case.cs", l.i + 1));
}
