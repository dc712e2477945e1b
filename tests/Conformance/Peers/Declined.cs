namespace Conformance.Peers;

/// <summary>The case is not run, and why.</summary>
public sealed record Declined(string Reason) : Mapping;
