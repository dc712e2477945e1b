namespace MaskSharp;

/// <summary>A figure of a set of cases.</summary>
/// <param name="cases">Numbers of the cases; one may stand several times.</param>
public delegate double CaseStatistic(ReadOnlySpan<int> cases);
