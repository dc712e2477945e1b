namespace MaskSharp;

/// <summary>
/// The signed-rank test of paired differences (Wilcoxon 1945): whether they lie symmetrically about 0. It asks nothing of their
/// distribution, which for scores between 0 and 1 is rarely normal.
/// </summary>
/// <param name="PositiveRanks">Sum of the ranks, from 1 to n, of the positive differences, equal sizes sharing the mean of their ranks.</param>
/// <param name="NegativeRanks">Sum of the ranks, from 1 to n, of the negative differences.</param>
/// <param name="Differences">Number of differences that are not 0; zeros are left out.</param>
/// <param name="PValue">
/// Two-sided, from 0 to 1: how often a symmetric distribution gives ranks at least as far apart. 1 without a difference.
/// </param>
/// <param name="IsExact">
/// Whether the p-value is of the exact distribution, ties included (up to 200 differences), or of its normal approximation with tie correction.
/// </param>
public sealed record WilcoxonSignedRank(double PositiveRanks, double NegativeRanks, int Differences, double PValue, bool IsExact)
{
    private const int MostExact = 200;

    /// <summary>Tests differences of pairs.</summary>
    /// <param name="differences">Any numbers but NaN, one a pair, in any order; infinite ones rank above all others.</param>
    /// <returns>Rank sums and p-value.</returns>
    /// <exception cref="ArgumentException">A difference is NaN.</exception>
    public static WilcoxonSignedRank Of(ReadOnlySpan<double> differences)
    {
        var sorted = differences.ToArray();
        if (Array.Exists(sorted, double.IsNaN))
            throw new ArgumentException("differences holds NaN: leave undefined pairs out before.", nameof(differences));
        sorted = [.. sorted.Where(difference => difference != 0).OrderBy(Math.Abs)];

        // Twice the ranks, so that shared ones are whole numbers too.
        var doubled = new int[sorted.Length];
        var ties = 0.0;
        for (var start = 0; start < sorted.Length;)
        {
            var end = start;
            while (end < sorted.Length && Math.Abs(sorted[end]) == Math.Abs(sorted[start]))
                end++;
            for (var i = start; i < end; i++)
                doubled[i] = start + end + 1;
            double tied = end - start;
            ties += (tied * tied * tied) - tied;
            start = end;
        }

        var positive = 0L;
        for (var i = 0; i < sorted.Length; i++)
            positive += sorted[i] > 0 ? doubled[i] : 0;
        var total = doubled.Sum(rank => (long)rank);
        var isExact = sorted.Length <= MostExact;
        var p = sorted.Length == 0 ? 1 : isExact ? ExactP(doubled, (int)Math.Min(positive, total - positive)) : ApproximateP(sorted.Length, positive / 2.0, ties);
        return new(positive / 2.0, (total - positive) / 2.0, sorted.Length, p, isExact);
    }

    /// <summary>Twice the probability of a rank sum of at most the smaller one, every sign being as likely as the other.</summary>
    private static double ExactP(int[] doubledRanks, int smaller)
    {
        var probabilities = new double[smaller + 1];
        probabilities[0] = 1;
        foreach (var rank in doubledRanks)
        {
            for (var sum = smaller; sum >= 0; sum--)
                probabilities[sum] = (probabilities[sum] + (sum >= rank ? probabilities[sum - rank] : 0)) / 2;
        }

        return Math.Min(1, 2 * probabilities.Sum());
    }

    private static double ApproximateP(double n, double positive, double ties)
    {
        var variance = ((n * (n + 1) * ((2 * n) + 1)) - (ties / 2)) / 24;
        return 2 * NormalDistribution.Cumulative(-Math.Abs(positive - (n * (n + 1) / 4)) / Math.Sqrt(variance));
    }
}
