namespace Conformance.Metrics;

/// <summary>A peer's call asks for something that is deliberately not offered.</summary>
public sealed class DeclinedException(string reason) : Exception(reason);
