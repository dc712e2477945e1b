using MaskSharp;

namespace Conformance.Metrics;

/// <summary>MONAI: figures of each sample and channel, and reductions of them over streamed batches.</summary>
public sealed class MonaiMetrics : IMetricPeer
{
    public string Name => "MONAI";

    public IReadOnlyList<string> Metrics { get; } =
    [
        "ConfusionMatrixMetric", "DiceMetric", "FBetaScore", "GeneralizedDiceScore", "HausdorffDistanceMetric", "MeanIoU", "SurfaceDiceMetric", "SurfaceDistanceMetric",
        "compute_average_surface_distance", "compute_confusion_matrix_metric", "compute_dice", "compute_generalized_dice", "compute_hausdorff_distance", "compute_iou", "compute_surface_dice", "get_confusion_matrix",
    ];

    public double[] Compute(string metric, MetricCase vector)
    {
        if (vector.Parameters.Flag("return_with_label"))
            throw new DeclinedException("figures under made-up label names");
        var withBackground = vector.Parameters.Flag("include_background", absent: metric is not ("HausdorffDistanceMetric" or "SurfaceDiceMetric" or "SurfaceDistanceMetric"));
        var batches = vector.Inputs["y_pred"].Zip(vector.Inputs["y"], (prediction, target) => (Prediction: Masks(vector, prediction, withBackground), Target: Masks(vector, target, withBackground))).ToList();
        var reduction = vector.Parameters.Text("reduction");
        if (!char.IsUpper(metric[0]))
            return [.. batches.SelectMany(batch => Figures(metric, vector, batch.Prediction, batch.Target))];
        if (metric is "ConfusionMatrixMetric" or "FBetaScore")
            return OfConfusion(metric, vector, batches);

        var (channels, samples) = (batches[0].Prediction.Channels, batches.Sum(batch => batch.Prediction.Samples));
        var figures = batches.SelectMany(batch => Figures(metric, vector, batch.Prediction, batch.Target)).ToArray();
        channels = metric == "GeneralizedDiceScore" ? figures.Length / samples : channels;
        var (reduced, counts) = MonaiReduction.Reduce(figures, samples, channels, reduction ?? (metric == "GeneralizedDiceScore" ? "mean_batch" : "mean"));
        return WithCounts(vector, reduced, counts);
    }

    /// <summary>With how many figures were no NaN, where the peer was asked for it; published figures leave it out.</summary>
    private static double[] WithCounts(MetricCase vector, double[] figures, double[] counts)
        => vector.Parameters.Flag("get_not_nans") && vector.Output!.Length > figures.Length ? [.. figures, .. counts] : figures;

    private static MaskTensor Masks(MetricCase vector, MaskTensor source, bool withBackground)
    {
        // One mask alone, or labels in one channel.
        if (source.Shape.Length == 3 && vector.Tags.Contains("generated_input"))
            source = source.Alone();
        if (source.Shape.Length == 2)
            source = source.Alone();
        if (vector.Parameters.Whole("num_classes") is { } classes && source.Channels == 1)
            source = source.OneHot(classes, hasChannel: true);
        return withBackground ? source : source.WithoutBackground();
    }

    private static double[] Figures(string metric, MetricCase vector, MaskTensor prediction, MaskTensor target) => metric switch
    {
        "compute_dice" or "DiceMetric" => PerSample(Scores(vector, prediction, target).Dice),
        "compute_iou" or "MeanIoU" => PerSample(Scores(vector, prediction, target).IoU),
        "compute_generalized_dice" or "GeneralizedDiceScore" => GeneralizedDice(vector, prediction, target),
        "get_confusion_matrix" => Confusion(prediction.Count(target)),
        "compute_confusion_matrix_metric" => PerSample(Score(vector.Parameters.Text("metric_name")!, prediction.Count(target))),
        _ => Surface(metric, vector, prediction, target),
    };

    /// <summary>The peer leaves out classes without true pixels, or scores two empty masks 1.</summary>
    private static SegmentationScores Scores(MetricCase vector, MaskTensor prediction, MaskTensor target)
        => new(prediction.Count(target), new() { Empty = vector.Parameters.Flag("ignore_empty", absent: true) ? EmptyMask.SkipNoTarget : EmptyMask.One });

    private static double[] PerSample(MetricResult result) => result.PerSample.AsSpan().ToArray();

    /// <summary>TP, FP, TN, FN of each sample and channel.</summary>
    private static double[] Confusion(PixelCounts counts)
        => [.. Enumerable.Range(0, counts.Samples * counts.Classes).SelectMany(i => (double[])[counts.TP.AsSpan()[i], counts.FP.AsSpan()[i], counts.TN.AsSpan()[i], counts.FN.AsSpan()[i]])];

    private static double[] GeneralizedDice(MetricCase vector, MaskTensor prediction, MaskTensor target)
    {
        var counts = prediction.Count(target);
        var weight = vector.Parameters.Text("weight_type") switch { "simple" => VolumeWeight.Simple, "uniform" => VolumeWeight.Uniform, _ => VolumeWeight.Square };
        if (vector.Parameters.Flag("sum_over_classes", absent: vector.Parameters.Text("reduction") is "mean" or "sum" or "mean_channel" or "sum_channel"))
            return PerSample(new SegmentationScores(counts).GeneralizedDice(weight));

        // Weights cancel within a class, but for a sample without any true pixel, which the peer weighs 0: 1 where nothing is predicted, else 0.
        var dice = new SegmentationScores(counts).Dice;
        return PerSample(dice);
    }

    private static MetricResult Score(string name, PixelCounts counts)
    {
        // What is 0/0 is NaN.
        var scores = new SegmentationScores(counts, new() { Empty = EmptyMask.One });
        var undefined = new SegmentationScores(counts, new() { Empty = EmptyMask.Skip });
        return name.Replace('_', ' ') switch
        {
            "sensitivity" or "recall" or "hit rate" or "true positive rate" or "tpr" => undefined.Recall,
            "specificity" or "selectivity" or "true negative rate" or "tnr" => scores.Specificity,
            "precision" or "positive predictive value" or "ppv" => undefined.Precision,
            "negative predictive value" or "npv" => scores.NegativePredictiveValue,
            "miss rate" or "false negative rate" or "fnr" => undefined.FalseNegativeRate,
            "fall out" or "false positive rate" or "fpr" => scores.FalsePositiveRate,
            "false discovery rate" or "fdr" => undefined.FalseDiscoveryRate,
            "false omission rate" or "for" => scores.FalseOmissionRate,
            "prevalence threshold" or "pt" => PrevalenceThreshold(undefined),
            "threat score" or "critical success index" or "ts" or "csi" => undefined.IoU,
            "accuracy" or "acc" => scores.PixelAccuracy,
            "balanced accuracy" or "ba" => undefined.BalancedAccuracy,
            "f1 score" or "f1" => undefined.Dice,
            "matthews correlation coefficient" or "mcc" => undefined.Mcc,
            "fowlkes mallows index" or "fm" => undefined.FowlkesMallows,
            "informedness" or "bookmaker informedness" or "bm" => undefined.Youden,
            "markedness" or "deltap" or "mk" => undefined.Markedness,
            var other => throw new DeclinedException($"score '{other}'"),
        };
    }

    private static MetricResult PrevalenceThreshold(SegmentationScores scores)
    {
        var (hits, alarms) = (PerSample(scores.Recall), PerSample(scores.FalsePositiveRate));
        return hits.Zip(alarms).Any(pair => pair.First == pair.Second && pair.First > 0)
            ? throw new DeclinedException("the peer's form of the formula is 0/0 where recall and false positive rate agree; it has the value ½ there")
            : scores.PrevalenceThreshold;
    }

    private static double[] Surface(string metric, MetricCase vector, MaskTensor prediction, MaskTensor target)
    {
        var streaming = char.IsUpper(metric[0]);
        var spacing = SurfacePlanes.Spacing(vector, streaming ? "update_spacing" : "spacing", prediction.Space.Length);
        var elements = vector.Parameters.Flag("use_subvoxels");
        var options = new SurfaceOptions
        {
            Measure = SurfacePlanes.Measure(vector),
            Definition = elements ? SurfaceDefinition.SurfaceElements : SurfaceDefinition.BoundaryVoxels,
            Empty = EmptyMask.Skip,
        };

        // The peer measures chessboard and taxicab distances in pixels, whatever the spacing.
        if (options.Measure != DistanceMeasure.Euclidean)
            spacing = [];
        var thresholds = vector.Parameters.Numbers("class_thresholds");
        var percentile = vector.Parameters.Number("percentile", 100);
        var directed = vector.Parameters.Flag("directed");
        return SurfacePlanes.Score(prediction, target, spacing, options, (surfaces, channel) => metric switch
        {
            "SurfaceDiceMetric" or "compute_surface_dice" => surfaces.NormalizedSurfaceDice(thresholds![channel]),
            "SurfaceDistanceMetric" or "compute_average_surface_distance" => vector.Parameters.Flag("symmetric") ? surfaces.AverageSymmetric : surfaces.Average,
            _ when streaming && !directed && double.IsPositiveInfinity(surfaces.Hausdorff) => throw new DeclinedException("the peer gives NaN where one mask is empty (MONAI#9095); here the distance is infinite"),
            _ => directed ? surfaces.DirectedHausdorff(percentile) : surfaces.HausdorffPercentile(percentile),
        });
    }

    /// <summary>The peer averages or sums counts, of which it then takes the score, or scores of every sample.</summary>
    private static double[] OfConfusion(string metric, MetricCase vector, List<(MaskTensor Prediction, MaskTensor Target)> batches)
    {
        var counts = PixelCounts.Concat(batches.Select(batch => batch.Prediction.Count(batch.Target)));
        var reduction = vector.Parameters.Text("reduction") ?? "mean";
        var beta = vector.Parameters.Number("beta", 1);
        MetricResult Of(PixelCounts of) => metric == "FBetaScore" ? new SegmentationScores(of, new() { Empty = EmptyMask.Skip }).FBeta(beta) : Score(vector.Parameters.Text("metric_name")!, of);
        double[] figures, notNaN;
        if (vector.Parameters.Flag("compute_sample"))
        {
            (figures, notNaN) = MonaiReduction.Reduce(PerSample(Of(counts)), counts.Samples, counts.Classes, reduction);
        }
        else
        {
            notNaN = MonaiReduction.Reduce(Confusion(counts), counts.Samples, counts.Classes, reduction).Counts;

            // A ratio of mean counts is that of their sums.
            figures = reduction switch
            {
                "mean" or "sum" => [Of(counts.Pool().PoolClasses()).Pooled],
                "mean_batch" or "sum_batch" => PerSample(Of(counts.Pool())),
                "mean_channel" or "sum_channel" => [.. Of(counts.PoolClasses()).PerSample.AsSpan()],
                _ => PerSample(Of(counts)),
            };
        }

        return WithCounts(vector, figures, notNaN);
    }
}
