namespace MaskSharp;

/// <summary>Computes a figure of a set of cases, such as a median or a pooled score.</summary>
/// <param name="cases">Numbers of the cases, from 0 on, in any order; one may stand several times.</param>
/// <returns>The figure, in any unit; NaN where it has none, which leaves the interval without ends.</returns>
public delegate double CaseStatistic(ReadOnlySpan<int> cases);
