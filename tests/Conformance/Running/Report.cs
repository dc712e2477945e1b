using System.Collections.Concurrent;
using System.Text;
using Conformance.Vectors;

namespace Conformance.Running;

/// <summary>Collects verdicts of all names and writes artifacts/conformance.md, or another file there, when the tests are done.</summary>
public sealed class Report : IDisposable
{
    private readonly string _file;
    private readonly string _title;
    private readonly ConcurrentDictionary<string, IReadOnlyList<CaseResult>> _results = new();

    public Report()
        : this("conformance.md", "Conformance with the peers' figures")
    {
    }

    internal Report(string file, string title)
    {
        _file = file;
        _title = title;
    }

    public void Add(string peer, string name, IReadOnlyList<CaseResult> results) => _results[$"{peer}.{name}"] = results;

    /// <summary>One line for a test's output.</summary>
    public static string Line(string name, IReadOnlyList<CaseResult> results)
        => $"{name}: {results.Count} cases, "
            + string.Join(", ", Enum.GetValues<Verdict>().Select(verdict => (verdict, Count: results.Count(result => result.Verdict == verdict)))
                .Where(pair => pair.Count > 0)
                .Select(pair => $"{pair.Count} {Word(pair.verdict)}"));

    public void Dispose()
    {
        var folder = Path.Combine(VectorFolder.RepositoryRoot, "artifacts");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, _file), Text());
    }

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Equal => "equal",
        Verdict.Refused => "refused by both",
        Verdict.PeerFault => "peer's fault, not copied",
        Verdict.Declined => "declined",
        _ => "different",
    };

    private string Text()
    {
        var text = new StringBuilder($"# {_title}\n\n");
        text.AppendLine(VectorFolder.Peers is null ? "No peers' figures were found: only the project's own cases ran.\n" : "The peers' figures and the project's own cases.\n");
        text.AppendLine("| name | cases | equal | refused by both | peer's fault | declined | different |");
        text.AppendLine("|---|---|---|---|---|---|---|");
        foreach (var (name, results) in _results.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            text.AppendLine($"| {name} | {results.Count} | {string.Join(" | ", Enum.GetValues<Verdict>().Select(verdict => results.Count(result => result.Verdict == verdict)))} |");
        foreach (var (name, results) in _results.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            foreach (var group in results.Where(result => result.Verdict is not (Verdict.Equal or Verdict.Refused)).GroupBy(result => (result.Verdict, result.Detail)))
                text.AppendLine($"\n- **{name}**, {group.Count()} {Word(group.Key.Verdict)}: {group.Key.Detail} ({string.Join(", ", group.Select(result => result.Id[(result.Id.LastIndexOf('/') + 1)..]))})");
        }

        return text.ToString();
    }
}
