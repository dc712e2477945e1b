using System.Collections.Immutable;
using System.Globalization;

namespace MaskSharp;

/// <summary>One score of surfaces: of each sample and class, per class, and its mean.</summary>
/// <remarks>Distances are in units of the spacing, the surface Dice is from 0 to 1. Every mean is the same bits whatever the order of the samples.</remarks>
public sealed class SurfaceResult
{
    internal SurfaceResult(string name, SurfaceOptions measured, ScoreOptions options, SampleTable<double> scores)
    {
        Name = name;
        Rule = $"{measured.Definition}, {measured.Measure}; two empty masks: {measured.Empty}; background {(options.IncludeBackground ? "counted" : "left out")}";
        PerSample = scores;
        var (first, sums) = (options.FirstClass(scores.Classes), new FixedPointSum[scores.Classes]);
        for (var sample = 0; sample < scores.Samples; sample++)
        {
            for (var c = 0; c < scores.Classes; c++)
            {
                var score = scores[sample, c];
                if (!double.IsNaN(score))
                    sums[c] += score;
                Skipped += c >= first && double.IsNaN(score) ? 1 : 0;
            }
        }

        var all = sums.Skip(first).Aggregate(default(FixedPointSum), (sum, part) => sum + part);
        (Mean, Count, Infinite) = (all.Mean, all.Count, all.Positive);
        PerClass = [.. sums.Select(sum => sum.Mean)];
        PerClassCount = [.. sums.Select(sum => sum.Count)];
    }

    /// <summary>Name of the score, such as "Hausdorff95".</summary>
    public string Name { get; }

    /// <summary>What was measured, and the rule for empty masks and the background, in words.</summary>
    public string Rule { get; }

    /// <summary>The score of each sample and class; NaN where the rule for empty masks leaves it out, +∞ for a distance where one mask alone is empty.</summary>
    public SampleTable<double> PerSample { get; }

    /// <summary>Mean over the samples for each class, those left out apart; NaN where all are.</summary>
    public ImmutableArray<double> PerClass { get; }

    /// <summary>How many samples stand in the mean of each class.</summary>
    public ImmutableArray<long> PerClassCount { get; }

    /// <summary>Mean over all samples and classes, those left out and an excluded background apart; NaN where all are.</summary>
    public double Mean { get; }

    /// <summary>How many scores stand in <see cref="Mean"/>.</summary>
    public long Count { get; }

    /// <summary>How many of these are +∞, because one mask alone is empty; a single one makes <see cref="Mean"/> infinite.</summary>
    public long Infinite { get; }

    /// <summary>How many were left out by the rule for empty masks, an excluded background apart.</summary>
    public long Skipped { get; }

    /// <summary>Name and mean, for logs.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} mean {Mean:0.####}");
}
