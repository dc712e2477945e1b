namespace Conformance.Metrics;

/// <summary>MONAI's reductions of figures [samples, channels, k], in which NaN is left out.</summary>
internal static class MonaiReduction
{
    /// <summary>The reduced figures, and how many were no NaN.</summary>
    public static (double[] Figures, double[] Counts) Reduce(double[] figures, int samples, int channels, string? reduction)
    {
        var width = figures.Length / samples / channels;
        double[] counts = [.. figures.Select(figure => double.IsNaN(figure) ? 0.0 : 1)];
        if (reduction is null or "none")
            return (figures, counts);
        double[] known = [.. figures.Select(figure => double.IsNaN(figure) ? 0 : figure)];

        // Sums over channels leave [samples, k], over samples [channels, k].
        double[] OverChannels(double[] values) => Sum(values, samples, channels, width, overSamples: false);
        double[] OverSamples(double[] values) => Sum(values, samples, channels, width, overSamples: true);
        switch (reduction)
        {
            case "mean":
                var means = Divide(OverChannels(known), OverChannels(counts));
                double[] measured = [.. OverChannels(counts).Select(count => count > 0 ? 1.0 : 0)];
                var cases = Sum(measured, samples, 1, width, overSamples: true);
                return (Divide(Sum(means, samples, 1, width, overSamples: true), cases), cases);
            case "sum":
                return (Sum(OverSamples(known), channels, 1, width, overSamples: true), Sum(OverSamples(counts), channels, 1, width, overSamples: true));
            case "mean_batch":
                return (Divide(OverSamples(known), OverSamples(counts)), OverSamples(counts));
            case "sum_batch":
                return (OverSamples(known), OverSamples(counts));
            case "mean_channel":
                return (Divide(OverChannels(known), OverChannels(counts)), OverChannels(counts));
            case "sum_channel":
                return (OverChannels(known), OverChannels(counts));
            default:
                throw new DeclinedException($"reduction '{reduction}'");
        }
    }

    private static double[] Sum(double[] values, int samples, int channels, int width, bool overSamples)
    {
        var sums = new double[(overSamples ? channels : samples) * width];
        for (var i = 0; i < values.Length; i++)
        {
            var (plane, k) = Math.DivRem(i, width);
            sums[((overSamples ? plane % channels : plane / channels) * width) + k] += values[i];
        }

        return sums;
    }

    private static double[] Divide(double[] sums, double[] counts)
        => [.. sums.Zip(counts, (sum, count) => count > 0 ? sum / count : 0)];
}
