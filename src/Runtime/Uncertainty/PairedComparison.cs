using System.Globalization;

namespace MaskSharp;

/// <summary>Two models on the same cases: how far they differ, and whether that could be chance.</summary>
/// <param name="First">Mean score of the first model over the cases that both have a score of, in units of the score; NaN without any.</param>
/// <param name="Second">Mean score of the second model over the same cases, in units of the score; NaN without any.</param>
/// <param name="Difference">First − second, with its bootstrap interval: the cases are drawn, both scores of a case together.</param>
/// <param name="Wilcoxon">The signed-rank test of the differences.</param>
/// <param name="FirstBetter">Cases with a higher score of the first model.</param>
/// <param name="SecondBetter">Cases with a higher score of the second model.</param>
/// <param name="Ties">Cases with equal scores.</param>
/// <param name="LeftOut">Cases that one of the two has no score of (NaN).</param>
public sealed record PairedComparison(double First, double Second, BootstrapInterval Difference, WilcoxonSignedRank Wilcoxon, int FirstBetter, int SecondBetter, int Ties, int LeftOut)
{
    /// <summary>Compares scores of the same cases in the same order.</summary>
    /// <param name="first">One finite score a case, of the first model; NaN where it has none.</param>
    /// <param name="second">The second model's, same length; finite or NaN too.</param>
    /// <param name="options">Method, confidence, resamples and seed; null means <see cref="BootstrapOptions.Default"/>.</param>
    /// <returns>Means, difference with interval, test, and who is better how often.</returns>
    /// <exception cref="ArgumentException">The lengths differ, a score is infinite, or an option is out of range.</exception>
    public static PairedComparison Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second, BootstrapOptions? options = null)
    {
        if (first.Length != second.Length)
            throw new ArgumentException($"second has {second.Length} scores where first has {first.Length}: both models need a score of every case, NaN where it is undefined.", nameof(second));
        var pairs = new List<(double First, double Second)>();
        for (var i = 0; i < first.Length; i++)
        {
            if (double.IsInfinity(first[i]) || double.IsInfinity(second[i]))
                throw new ArgumentException($"Case {i} has the scores {first[i]} and {second[i]}: the difference of infinite scores is none. Leave such cases out as NaN, or compare a bounded score.", double.IsInfinity(first[i]) ? nameof(first) : nameof(second));
            if (!double.IsNaN(first[i]) && !double.IsNaN(second[i]))
                pairs.Add((first[i], second[i]));
        }

        double[] differences = [.. pairs.Select(pair => pair.First - pair.Second)];
        return new(
            pairs.Select(pair => pair.First).DefaultIfEmpty(double.NaN).Average(),
            pairs.Select(pair => pair.Second).DefaultIfEmpty(double.NaN).Average(),
            BootstrapInterval.OfMean(differences, options),
            WilcoxonSignedRank.Of(differences),
            differences.Count(difference => difference > 0),
            differences.Count(difference => difference < 0),
            differences.Count(difference => difference == 0),
            first.Length - pairs.Count);
    }

    /// <summary>Difference, interval and p-value, for logs.</summary>
    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"{First:0.####} − {Second:0.####} = {Difference}, p = {Wilcoxon.PValue:0.####}");
}
