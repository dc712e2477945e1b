namespace MaskSharp.Evaluator.Comparing;

/// <summary>The Wilcoxon signed-rank test (Wilcoxon 1945) on paired differences; differences of zero are left out.</summary>
internal static class SignedRanks
{
    // Up to here the distribution is counted out, ties included; beyond, the normal approximation is as good.
    private const int CountedOut = 100;

    /// <summary>Two-sided p-value; 1 where nothing differs.</summary>
    public static double PValue(IReadOnlyList<double> differences)
    {
        var nonzero = differences.Where(difference => difference != 0).OrderBy(Math.Abs).ToArray();
        if (nonzero.Length == 0) return 1;

        // Twice the mean rank of tied values is a whole number.
        var ranks = new int[nonzero.Length];
        var ties = 0.0;
        for (int from = 0, to; from < nonzero.Length; from = to)
        {
            to = from + 1;
            while (to < nonzero.Length && Math.Abs(nonzero[to]) == Math.Abs(nonzero[from])) to++;
            for (var i = from; i < to; i++) ranks[i] = from + 1 + to;
            var tied = (double)(to - from);
            ties += tied * tied * tied - tied;
        }
        long positive = 0, all = 0;
        for (var i = 0; i < ranks.Length; i++)
        {
            positive += nonzero[i] > 0 ? ranks[i] : 0;
            all += ranks[i];
        }
        var smaller = Math.Min(positive, all - positive);
        return ranks.Length <= CountedOut ? Exact(ranks, smaller) : Normal(ranks.Length, smaller / 2.0, ties);
    }

    // The share of all ways to give the ranks signs whose sum is as small.
    private static double Exact(int[] ranks, long smaller)
    {
        var shares = new double[ranks.Sum() + 1];
        shares[0] = 1;
        var reach = 0;
        foreach (var rank in ranks)
        {
            reach += rank;
            for (var sum = reach; sum >= 0; sum--) shares[sum] = 0.5 * (shares[sum] + (sum >= rank ? shares[sum - rank] : 0));
        }
        return Math.Min(1, 2 * shares.AsSpan(0, (int)smaller + 1).ToArray().Sum());
    }

    private static double Normal(int count, double smaller, double ties)
    {
        double n = count;
        var mean = n * (n + 1) / 4;
        var deviation = Math.Sqrt(n * (n + 1) * (2 * n + 1) / 24 - ties / 48);
        return Math.Min(1, 2 * Below((smaller - mean + 0.5) / deviation));
    }

    // The standard normal distribution, by the complementary error function of Numerical Recipes (relative error below 1.2e-7).
    private static double Below(double z)
    {
        var x = Math.Abs(z) / Math.Sqrt(2);
        var t = 1 / (1 + 0.5 * x);
        var tail = 0.5 * t * Math.Exp(-x * x - 1.26551223 + t * (1.00002368 + t * (0.37409196 + t * (0.09678418 + t * (-0.18628806 + t * (0.27886807
            + t * (-1.13520398 + t * (1.48851587 + t * (-0.82215223 + t * 0.17087277)))))))));
        return z <= 0 ? tail : 1 - tail;
    }
}
