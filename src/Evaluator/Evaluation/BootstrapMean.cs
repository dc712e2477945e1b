namespace MaskSharp.Evaluator.Evaluation;

/// <summary>Percentile bootstrap of a mean (Efron 1979): how far it could have come out otherwise with other cases of the same kind.</summary>
internal static class BootstrapMean
{
    private const int Resamples = 2000;

    /// <summary>The 95 % interval of the mean of <paramref name="values"/>; the same on every machine and at every run. NaN without values.</summary>
    public static (double Low, double High) Interval(double[] values)
    {
        if (values.Length == 0) return (double.NaN, double.NaN);
        var means = new double[Resamples];
        var state = 0UL;
        for (var i = 0; i < Resamples; i++)
        {
            var sum = 0.0;
            for (var draw = 0; draw < values.Length; draw++) sum += values[(int)Math.BigMul(Next(ref state), (ulong)values.Length, out _)];
            means[i] = sum / values.Length;
        }
        Array.Sort(means);
        return (ScoreSummary.Quantile(means, 0.025), ScoreSummary.Quantile(means, 0.975));
    }

    // SplitMix64 (Steele, Lea and Flood 2014).
    private static ulong Next(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
