namespace Benchmarks.Measuring;

internal static class Statistics
{
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>The median over rounds of a round's own ratio: each pair ran within the same moment.</summary>
    public static double MedianOfRatios(double[] numerators, double[] denominators)
        => Median(numerators.Zip(denominators, (a, b) => a / b));
}
