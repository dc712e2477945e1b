using System.Collections.Immutable;

namespace MaskSharp;

/// <summary>A score's entries of counts summed over the samples.</summary>
/// <param name="PerClass">One entry a class.</param>
/// <param name="All">Of the classes together.</param>
/// <param name="Support">True pixels of each class.</param>
internal sealed record PooledEntries(ScoreEntry[] PerClass, ScoreEntry All, ImmutableArray<long> Support)
{
    public static PooledEntries Of(ScoreFormula formula, PixelTally[] classes, int firstClass)
        => new(Array.ConvertAll(classes, formula.Entry), formula.Entry(PixelCounts.Sum(classes[firstClass..])), [.. classes.Select(tally => tally.Support)]);
}
