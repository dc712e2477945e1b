namespace Conformance.Running;

/// <summary>A case with its verdict and, in words, why.</summary>
public sealed record CaseResult(string Id, Verdict Verdict, string Detail);
