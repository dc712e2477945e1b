using MaskSharp.Evaluator.Findings;

namespace MaskSharp.Evaluator.Bounds;

/// <summary>What a statistic of a metric is held against.</summary>
/// <param name="Metric">Which score.</param>
/// <param name="Statistic">Which figure of it.</param>
/// <param name="Limit">The least value; of a distance the largest.</param>
internal sealed record Bound(Metric Metric, Statistic Statistic, double Limit)
{
    /// <summary>The figure of the baseline from which <see cref="Limit"/> was computed; null for a bound of its own.</summary>
    public double? Baseline { get; init; }

    /// <summary>The class it is about, such as "2, spleen"; null for all that are scored, and for one without a name.</summary>
    public string? Class { get; init; }

    /// <summary>A distance: smaller is better, and the limit is a maximum.</summary>
    public bool IsMaximum => Metric == Metric.Hausdorff95;

    public string Code => (Baseline, Metric) switch
    {
        ({ }, _) => Codes.WorseThanBaseline,
        (_, Metric.Dice) => Codes.DiceBelowMinimum,
        (_, Metric.IoU) => Codes.IoUBelowMinimum,
        _ => Codes.OtherOutOfBounds,
    };

    /// <summary>Such as "mean Dice", or "mean Dice (class 2, spleen)".</summary>
    public string Figure => StatisticName.Of(Statistic) + " " + MetricName.Of(Metric) + (Class is null ? "" : $" (class {Class})");

    /// <summary>Such as "≥".</summary>
    public string Sign => IsMaximum ? "≤" : "≥";

    /// <summary>Such as "minimum".</summary>
    public string LimitName => Baseline is not null ? "baseline less the allowed drop" : IsMaximum ? "maximum" : "minimum";

    /// <summary>Whether a value is good enough; one that is not a number never is.</summary>
    public bool Admits(double value) => IsMaximum ? value <= Limit : value >= Limit;
}
