using MaskSharp.Evaluator.Findings;

namespace MaskSharp.Evaluator.Bounds;

/// <summary>The least value that a statistic of a metric may have.</summary>
/// <param name="Metric">"Dice" or "IoU".</param>
/// <param name="Statistic">Which figure is held against it.</param>
/// <param name="Minimum">From 0 to 1.</param>
internal sealed record Bound(string Metric, Statistic Statistic, double Minimum)
{
    public string Code => Metric == "Dice" ? Codes.DiceBelowMinimum : Codes.IoUBelowMinimum;

    /// <summary>Such as "mean Dice".</summary>
    public string Figure => StatisticName.Of(Statistic) + " " + Metric;
}
