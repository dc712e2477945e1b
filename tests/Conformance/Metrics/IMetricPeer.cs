namespace Conformance.Metrics;

/// <summary>A peer's metrics, each as a call of ours.</summary>
public interface IMetricPeer
{
    /// <summary>The peer's name in the vector files.</summary>
    string Name { get; }

    /// <summary>Relative and absolute tolerance of the peer's figures, unless a case has its own.</summary>
    double Tolerance => 1e-9;

    /// <summary>The metrics that are mapped.</summary>
    IReadOnlyList<string> Metrics { get; }

    /// <summary>Our figures for a call of the peer, in the order of the peer's.</summary>
    /// <exception cref="DeclinedException">The call asks for something that is deliberately not offered.</exception>
    double[] Compute(string metric, MetricCase vector);
}
