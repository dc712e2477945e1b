using MaskSharp.Evaluator.Bounds;

namespace MaskSharp.Evaluator.Evaluation;

/// <summary>One score over all cases; NaN where no case counts.</summary>
/// <param name="Mean">Mean over cases and classes.</param>
/// <param name="Pooled">The score of all pixels counted together.</param>
/// <param name="Median">Median of the cases' scores.</param>
/// <param name="P05">Fifth percentile of the cases' scores, between two cases interpolated linearly.</param>
/// <param name="Min">The worst case's score.</param>
/// <param name="ConfidenceLow">The worse end of the mean's 95 % percentile-bootstrap interval over cases: of scores the lower one.</param>
/// <param name="ConfidenceHigh">Its better end.</param>
internal sealed record ScoreSummary(double Mean, double Pooled, double Median, double P05, double Min, double ConfidenceLow, double ConfidenceHigh)
{
    public double this[Statistic statistic] => statistic switch
    {
        Statistic.Mean => Mean,
        Statistic.Pooled => Pooled,
        Statistic.Median => Median,
        Statistic.P05 => P05,
        Statistic.Min => Min,
        _ => ConfidenceLow,
    };

    /// <summary>The interval from its lower end to its upper one; of distances the better end is the lower one.</summary>
    public (double From, double To) Interval => (Math.Min(ConfidenceLow, ConfidenceHigh), Math.Max(ConfidenceLow, ConfidenceHigh));

    /// <param name="mean">Mean over cases and classes.</param>
    /// <param name="pooled">The pooled score.</param>
    /// <param name="cases">Each case's score; NaN for a case that is left out.</param>
    public static ScoreSummary Of(double mean, double pooled, IReadOnlyList<double> cases)
    {
        var sorted = cases.Where(score => !double.IsNaN(score)).Order().ToArray();
        var interval = BootstrapInterval.OfMean(sorted);
        return new ScoreSummary(mean, pooled, SortedNumbers.Quantile(sorted, 0.5), SortedNumbers.Quantile(sorted, 0.05), sorted.Length == 0 ? double.NaN : sorted[0], interval.Low, interval.High);
    }

    /// <summary>Figures of distances, of which the smaller is the better: the worst case is the largest, and "at least this good" means at most.</summary>
    /// <param name="mean">Mean over cases and classes.</param>
    /// <param name="cases">Each case's distance; NaN for a case that is left out.</param>
    public static ScoreSummary OfDistances(double mean, IReadOnlyList<double> cases)
    {
        var turned = Of(-mean, double.NaN, [.. cases.Select(distance => -distance)]);
        return new ScoreSummary(-turned.Mean, double.NaN, -turned.Median, -turned.P05, -turned.Min, -turned.ConfidenceLow, -turned.ConfidenceHigh);
    }
}
