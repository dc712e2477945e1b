using MaskSharp;
using static TorchSharp.torch;

namespace Conformance.Metrics;

/// <summary>segmentation_models.pytorch: counts of batches, and scores of them at several levels.</summary>
public sealed class SegmentationModelsMetrics : IMetricPeer
{
    public string Name => "segmentation_models_pytorch";

    public IReadOnlyList<string> Metrics { get; } =
    [
        "accuracy", "balanced_accuracy", "f1_score", "false_discovery_rate", "false_negative_rate", "false_omission_rate", "false_positive_rate", "fbeta_score", "get_stats", "iou_score",
        "negative_likelihood_ratio", "negative_predictive_value", "positive_likelihood_ratio", "positive_predictive_value", "precision", "recall", "sensitivity", "specificity",
    ];

    public double[] Compute(string metric, MetricCase vector)
    {
        var counts = Count(vector);
        if (metric == "get_stats")
            return Flat(counts);
        if (vector.Inputs.TryGetValue("tp_fp_fn_tn", out var stats))
        {
            double[] peers = [.. stats.SelectMany(table => table.Data)];
            if (!Flat(counts).SequenceEqual(peers))
                throw new InvalidOperationException($"{vector.Id}: the counts are not the peer's");
        }

        // The peer has one value for any 0/0, "warn" being 0 with a warning; what is empty and scored so is the best of some scores and the worst of others.
        var one = vector.Parameters.IsScalar("zero_division") && vector.Parameters.Number("zero_division", 0) == 1;
        var lowerIsBetter = metric is "false_discovery_rate" or "false_negative_rate" or "false_omission_rate" or "false_positive_rate" or "negative_likelihood_ratio";
        var options = new ScoreOptions { Empty = one == lowerIsBetter ? EmptyMask.Zero : EmptyMask.One, Undefined = one ? UndefinedScore.One : UndefinedScore.Zero };
        MetricResult Score(PixelCounts of) => Result(metric, vector, new(of, options));
        double[] Weights() => vector.Parameters.Numbers("class_weights") ?? throw new DeclinedException("weighted without weights");
        return vector.Parameters.Text("reduction") switch
        {
            "micro" => [Score(counts).Pooled],
            "macro" => [Score(counts.Pool()).Mean],
            "weighted" => [Score(counts.Pool()).WeightedBy(Weights())],
            "micro-imagewise" => [Score(counts).ImageWise],
            "macro-imagewise" => [Score(counts).Mean],
            "weighted-imagewise" => [Score(counts).WeightedBy(Weights())],
            _ => Score(counts).PerSample.AsSpan().ToArray(),
        };
    }

    private static MetricResult Result(string metric, MetricCase vector, SegmentationScores scores) => metric switch
    {
        "accuracy" => scores.PixelAccuracy,
        "balanced_accuracy" => scores.BalancedAccuracy,
        "f1_score" => scores.Dice,
        "false_discovery_rate" => scores.FalseDiscoveryRate,
        "false_negative_rate" => scores.FalseNegativeRate,
        "false_omission_rate" => scores.FalseOmissionRate,
        "false_positive_rate" => scores.FalsePositiveRate,
        "fbeta_score" => scores.FBeta(vector.Parameters.Number("beta", 1)),
        "iou_score" => scores.IoU,
        "negative_likelihood_ratio" => scores.NegativeLikelihoodRatio,
        "negative_predictive_value" => scores.NegativePredictiveValue,
        "positive_likelihood_ratio" => scores.PositiveLikelihoodRatio,
        "positive_predictive_value" or "precision" => scores.Precision,
        "recall" or "sensitivity" => scores.Recall,
        "specificity" => scores.Specificity,
        _ => throw new InvalidOperationException(metric),
    };

    /// <summary>The counts by the code that emitted metrics call.</summary>
    private static PixelCounts Count(MetricCase vector)
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        var (output, target) = (vector.Input("output"), vector.Input("target"));
        Tensor Floats(MaskTensor source) => tensor(source.Data, [.. source.Shape.Select(length => (long)length)], dtype: ScalarType.Float64);
        Tensor Labels(MaskTensor source) => Floats(source).to(ScalarType.Int64);
        var (classes, ignore, cut) = ((int)vector.Parameters.Number("num_classes", 0), vector.Parameters.Whole("ignore_index"), vector.Parameters.Number("threshold", 0.5));
        return vector.Parameters.Text("mode") switch
        {
            "binary" or "multilabel" => output.Channels == 1 ? PixelCounter.CountBinary(Floats(output), Labels(target), null, cut, ignore) : PixelCounter.CountMultilabel(Floats(output), Labels(target), null, output.Channels, cut, ignore),
            _ => PixelCounter.CountMulticlass(Floats(output.OneHot(classes)), Labels(target), null, classes, ignore),
        };
    }

    private static double[] Flat(PixelCounts counts)
        => [.. new[] { counts.TP, counts.FP, counts.FN, counts.TN }.SelectMany(table => table.AsSpan().ToArray()).Select(count => (double)count)];
}
