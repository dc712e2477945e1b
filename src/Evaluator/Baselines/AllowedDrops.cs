using MaskSharp.Evaluator.Bounds;

namespace MaskSharp.Evaluator.Baselines;

/// <summary>By how much scores may be lower than the baseline's.</summary>
/// <param name="Dice">0 to 1; null where Dice is not compared.</param>
/// <param name="IoU">0 to 1; null where IoU is not compared.</param>
internal readonly record struct AllowedDrops(double? Dice, double? IoU)
{
    public bool AreGiven => Dice is not null || IoU is not null;

    /// <summary>The metrics that are compared. Where nothing is said, neither may be lower at all.</summary>
    public IEnumerable<(Metric Metric, double Drop)> Of()
    {
        if (!AreGiven)
        {
            yield return (Metric.Dice, 0);
            yield return (Metric.IoU, 0);
        }
        if (Dice is { } dice) yield return (Metric.Dice, dice);
        if (IoU is { } iou) yield return (Metric.IoU, iou);
    }
}
