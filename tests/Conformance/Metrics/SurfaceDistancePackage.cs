using MaskSharp;

namespace Conformance.Metrics;

/// <summary>surface-distance: surface elements.</summary>
public sealed class SurfaceDistancePackage : IMetricPeer
{
    public string Name => "surface-distance";

    public IReadOnlyList<string> Metrics { get; } =
    [
        "compute_average_surface_distance", "compute_dice_coefficient", "compute_robust_hausdorff", "compute_surface_dice_at_tolerance", "compute_surface_overlap_at_tolerance",
    ];

    public double[] Compute(string metric, MetricCase vector)
    {
        var (prediction, target) = (vector.Input("mask_pred"), vector.Input("mask_gt"));
        if (metric == "compute_dice_coefficient")
            return [new SegmentationScores(PixelCounts.FromMasks(prediction.Mask, target.Mask), new() { Empty = EmptyMask.Skip }).Dice.Mean];

        // Two empty masks are infinitely far for the percentiles, and undefined otherwise.
        var options = new SurfaceOptions { Definition = SurfaceDefinition.SurfaceElements, Empty = metric == "compute_robust_hausdorff" ? EmptyMask.Zero : EmptyMask.Skip };
        var surfaces = SurfaceDistances.Between(prediction.Mask, target.Mask, prediction.Shape, vector.Parameters.Numbers("spacing_mm"), options);
        var tolerance = vector.Parameters.Number("tolerance_mm", 0);
        return metric switch
        {
            "compute_average_surface_distance" => [surfaces.TargetToPrediction.Mean, surfaces.PredictionToTarget.Mean],
            "compute_robust_hausdorff" => [surfaces.HausdorffPercentile(vector.Parameters.Number("percent", double.NaN))],
            "compute_surface_dice_at_tolerance" => [surfaces.NormalizedSurfaceDice(tolerance)],
            _ => [surfaces.TargetToPrediction.ShareWithin(tolerance), surfaces.PredictionToTarget.ShareWithin(tolerance)],
        };
    }
}
