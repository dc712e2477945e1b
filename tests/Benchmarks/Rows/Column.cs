using Benchmarks.Measuring;

namespace Benchmarks.Rows;

/// <summary>What one contender took in a row.</summary>
/// <param name="Name">The contender.</param>
/// <param name="MinimumSeconds">Fastest sample.</param>
/// <param name="MedianSeconds">Median sample.</param>
/// <param name="RatioOfMedians">This contender's median divided by MaskSharp's.</param>
/// <param name="MedianOfRatios">Median over rounds of this contender's time divided by MaskSharp's of the same round.</param>
internal sealed record Column(string Name, double MinimumSeconds, double MedianSeconds, double RatioOfMedians, double MedianOfRatios)
{
    public static IReadOnlyList<Column> From(IReadOnlyList<Contender> contenders, double[][] times)
    {
        var own = Statistics.Median(times[0]);
        return
        [
            .. contenders.Select((contender, i) =>
            {
                var median = Statistics.Median(times[i]);
                return new Column(contender.Name, times[i].Min(), median, median / own, Statistics.MedianOfRatios(times[i], times[0]));
            }),
        ];
    }
}
