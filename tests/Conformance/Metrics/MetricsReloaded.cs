using MaskSharp;

namespace Conformance.Metrics;

/// <summary>MetricsReloaded: one pair of masks at a time, or of label maps.</summary>
public sealed class MetricsReloaded : IMetricPeer
{
    public string Name => "MetricsReloaded";

    /// <summary>It keeps counts in single precision.</summary>
    public double Tolerance => 1e-6;

    public IReadOnlyList<string> Metrics { get; } =
    [
        "absolute_volume_difference_ratio", "accuracy", "balanced_accuracy", "boundary_iou", "centreline_dsc", "cohens_kappa", "dsc", "false_positive_rate", "fbeta",
        "intersection_over_union", "matthews_correlation_coefficient", "measured_average_distance", "measured_hausdorff_distance", "measured_hausdorff_distance_perc", "measured_masd",
        "multiclass_balanced_accuracy", "multiclass_matthews_correlation_coefficient", "multiclass_normalised_expected_cost", "multiclass_weighted_cohens_kappa",
        "negative_predictive_value", "net_benefit_treated", "normalised_surface_distance", "positive_likelihood_ratio", "positive_predictive_value", "sensitivity", "specificity", "youden_index",
    ];

    public double[] Compute(string metric, MetricCase vector)
    {
        var (prediction, target) = (vector.Input("pred"), vector.Input("ref"));
        if (metric.StartsWith("multiclass_", StringComparison.Ordinal))
            return [Multiclass(metric, ConfusionMatrix.FromLabels<int>(prediction.Labels, target.Labels, vector.Parameters.Numbers("list_values")!.Length))];
        return metric switch
        {
            "centreline_dsc" => throw new DeclinedException("centreline Dice follows the thinning, and the peer's is a table of its library that is not the published conditions; CentrelineDice thins as Lee, Kashyap and Chu do"),
            "boundary_iou" => [BoundaryOverlap.IoU(prediction.Mask, target.Mask, prediction.Shape)],
            "measured_average_distance" or "measured_hausdorff_distance" or "measured_hausdorff_distance_perc" or "measured_masd" or "normalised_surface_distance" => [Surface(metric, vector, prediction, target)],
            _ => [Counted(metric, vector, PixelCounts.FromMasks(prediction.Mask, target.Mask))],
        };
    }

    private static double Multiclass(string metric, ConfusionMatrix matrix) => metric switch
    {
        "multiclass_balanced_accuracy" => matrix.BalancedAccuracy,
        "multiclass_matthews_correlation_coefficient" => matrix.Mcc,
        "multiclass_normalised_expected_cost" => matrix.NormalizedExpectedCost(),
        _ => matrix.Kappa(),
    };

    private static double Surface(string metric, MetricCase vector, MaskTensor prediction, MaskTensor target)
    {
        var surfaces = SurfaceDistances.Between(prediction.Mask, target.Mask, prediction.Shape, vector.Parameters.Numbers("pixdim"));
        if (!surfaces.IsEmpty && (surfaces.PredictionToTarget.Count == 0 || surfaces.TargetToPrediction.Count == 0))
            throw new DeclinedException("the peer's distance to the surface of an empty mask is that to a corner of the image, as its distance transform leaves it; here it is infinite");
        var arguments = vector.Parameters.Nested("dict_args");
        return metric switch
        {
            "measured_average_distance" => surfaces.AverageSymmetric,
            "measured_hausdorff_distance" => surfaces.Hausdorff,
            "measured_hausdorff_distance_perc" => surfaces.HausdorffPercentile(arguments.Number("hd_perc", 95)),
            "measured_masd" => surfaces.MeanAverage,
            _ => surfaces.NormalizedSurfaceDice(arguments.Number("nsd", 1)),
        };
    }

    private static double Counted(string metric, MetricCase vector, PixelCounts counts)
    {
        var arguments = vector.Parameters.Nested("dict_args");
        SegmentationScores Scores(EmptyMask empty, UndefinedScore undefined = UndefinedScore.NaN) => new(counts, new() { Empty = empty, Undefined = undefined });
        var plain = Scores(EmptyMask.Skip);
        return metric switch
        {
            "absolute_volume_difference_ratio" => plain.AbsoluteVolumeDifference.Mean,
            "accuracy" => Scores(EmptyMask.One).PixelAccuracy.Mean,
            "balanced_accuracy" => plain.BalancedAccuracy.Mean,
            "cohens_kappa" => plain.Kappa.Mean,
            "dsc" => Scores(EmptyMask.One).Dice.Mean,
            "false_positive_rate" => Scores(EmptyMask.One).FalsePositiveRate.Mean,
            "fbeta" => Scores(EmptyMask.One).FBeta(arguments.Number("beta", 1)).Mean,
            "intersection_over_union" => plain.IoU.Mean,
            "matthews_correlation_coefficient" => plain.Mcc.Mean,

            // Undefined but for two empty masks: 0.
            "negative_predictive_value" => Scores(EmptyMask.One, UndefinedScore.Zero).NegativePredictiveValue.Mean,
            "positive_predictive_value" => Scores(EmptyMask.Skip, UndefinedScore.Zero).Precision.Mean,
            "net_benefit_treated" => Scores(EmptyMask.One).NetBenefit(arguments.Number("exchange_rate", 1)).Mean,
            "positive_likelihood_ratio" => Finite(plain.PositiveLikelihoodRatio.Mean),
            "sensitivity" => plain.Recall.Mean,
            "specificity" => Scores(EmptyMask.One).Specificity.Mean,
            "youden_index" => plain.Youden.Mean,
            _ => throw new InvalidOperationException(metric),
        };
    }

    private static double Finite(double ratio)
        => double.IsInfinity(ratio) ? throw new DeclinedException("the peer gives NaN where there is no false positive; here the ratio is infinite") : ratio;
}
