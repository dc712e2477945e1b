using System.Collections.Concurrent;
using System.Text;
using Conformance.Running;
using Conformance.Vectors;

namespace Conformance.Metrics;

/// <summary>Collects verdicts of all metrics and writes artifacts/conformance-metrics.md when the tests are done.</summary>
public sealed class MetricReport : IDisposable
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<CaseResult>> _results = new();

    public void Add(string name, IReadOnlyList<CaseResult> results) => _results[name] = results;

    public void Dispose()
    {
        var folder = Path.Combine(VectorFolder.RepositoryRoot, "artifacts");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "conformance-metrics.md"), Text());
    }

    private string Text()
    {
        var text = new StringBuilder("# Metrics: conformance with the peers' figures\n\n");
        text.AppendLine(VectorFolder.Peers is null ? "No peers' figures were found: only the project's own cases ran.\n" : "The peers' figures and the project's own cases.\n");
        text.AppendLine("| name | cases | equal | peer's fault | declined | different |");
        text.AppendLine("|---|---|---|---|---|---|");
        var ordered = _results.Where(pair => pair.Value.Count > 0).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        foreach (var (name, results) in ordered)
            text.AppendLine($"| {name} | {results.Count} | {string.Join(" | ", new[] { Verdict.Equal, Verdict.PeerFault, Verdict.Declined, Verdict.Different }.Select(verdict => results.Count(result => result.Verdict == verdict)))} |");
        foreach (var (name, results) in ordered)
        {
            foreach (var group in results.Where(result => result.Verdict != Verdict.Equal).GroupBy(result => (result.Verdict, result.Detail)))
                text.AppendLine($"\n- **{name}**, {group.Count()} {group.Key.Verdict}: {group.Key.Detail}");
        }

        return text.ToString();
    }
}
