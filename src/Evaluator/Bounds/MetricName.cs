namespace MaskSharp.Evaluator.Bounds;

/// <summary>Names of metrics in sentences and in JSON.</summary>
internal static class MetricName
{
    public static string Of(Metric metric) => metric switch
    {
        Metric.NormalizedSurfaceDice => "normalized surface Dice",
        Metric.Hausdorff95 => "Hausdorff distance (95 %)",
        _ => metric.ToString(),
    };

    /// <summary>The member of the JSON report.</summary>
    public static string Json(Metric metric) => metric switch
    {
        Metric.Dice => "dice",
        Metric.IoU => "iou",
        Metric.NormalizedSurfaceDice => "normalizedSurfaceDice",
        _ => "hausdorff95",
    };
}
