using Conformance.Running;

namespace Conformance.Metrics;

/// <summary>The report of metrics, artifacts/conformance-metrics.md.</summary>
public sealed class MetricReport : IDisposable
{
    private readonly Report _report = new("conformance-metrics.md", "Metrics: conformance with the peers' figures");

    public void Add(string peer, string metric, IReadOnlyList<CaseResult> results) => _report.Add(peer, metric, results);

    public void Dispose() => _report.Dispose();
}
