using Conformance.Running;
using Conformance.Vectors;

namespace Conformance.Metrics;

/// <summary>Takes all cases of one metric of a peer to a verdict.</summary>
public static class MetricConformer
{
    public static IReadOnlyList<CaseResult> Run(IMetricPeer peer, string metric)
        => [.. VectorFolder.Find($"{peer.Name}.{metric}").SelectMany(MetricCase.ReadFile).Select(vector => Run(peer, metric, vector))];

    private static CaseResult Run(IMetricPeer peer, string metric, MetricCase vector)
    {
        if (vector.PeerFault is { } fault)
            return new(vector.Id, Verdict.PeerFault, fault);
        if (vector.Output is not { } expected)
            return new(vector.Id, Verdict.Declined, $"the peer raises {vector.Error}");
        double[] actual;
        try
        {
            actual = peer.Compute(metric, vector);
        }
        catch (DeclinedException declined)
        {
            return new(vector.Id, Verdict.Declined, declined.Message);
        }

        var difference = Difference.Between(actual, expected, vector.Tolerance?.Relative ?? peer.Tolerance, vector.Tolerance?.Absolute ?? peer.Tolerance);
        return difference.Excess <= 1
            ? new(vector.Id, Verdict.Equal, "")
            : new(vector.Id, Verdict.Different, $"[{string.Join(", ", vector.Tags)}]: [{string.Join(", ", actual.Take(12))}] where the peer gives [{string.Join(", ", expected.Take(12))}]");
    }
}
