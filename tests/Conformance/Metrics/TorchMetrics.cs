using MaskSharp;

namespace Conformance.Metrics;

/// <summary>torchmetrics: scores of each sample, and streaming means of them.</summary>
public sealed class TorchMetrics : IMetricPeer
{
    public string Name => "torchmetrics";

    public IReadOnlyList<string> Metrics { get; } =
    [
        "DiceScore", "GeneralizedDiceScore", "HausdorffDistance", "MeanIoU", "dice_score", "generalized_dice_score", "hausdorff_distance", "mean_iou",
    ];

    public double[] Compute(string metric, MetricCase vector)
    {
        // Batches fed one after the other, or one batch.
        var batches = vector.Inputs["preds"].Zip(vector.Inputs["target"], (prediction, target) => (Prediction: Masks(vector, metric, prediction), Target: Masks(vector, metric, target))).ToList();
        return metric switch
        {
            "dice_score" => Dice(vector, batches[0].Prediction.Count(batches[0].Target)),
            "DiceScore" => Means(Dice(vector, PixelCounts.Concat(batches.Select(batch => batch.Prediction.Count(batch.Target)))), vector.Parameters.Text("average") == "none" ? batches[0].Prediction.Channels : 1, double.NaN),
            "mean_iou" => IoU(vector, batches[0]),
            "MeanIoU" when !vector.Parameters.Flag("per_class") => [new SegmentationScores(PixelCounts.Concat(batches.Select(batch => batch.Prediction.Count(batch.Target))), new() { Empty = EmptyMask.Skip }).IoU.Mean],
            "MeanIoU" => MeanOfSamples(batches.Select(batch => (IoU(vector, batch), batch.Prediction.Samples))),
            "generalized_dice_score" => GeneralizedDice(vector, batches[0]),
            "GeneralizedDiceScore" => MeanOfSamples(batches.Select(batch => (GeneralizedDice(vector, batch), batch.Prediction.Samples))),
            "hausdorff_distance" => Hausdorff(vector, batches[0]),
            _ => [batches.SelectMany(batch => Hausdorff(vector, batch)).Average()],
        };
    }

    private static MaskTensor Masks(MetricCase vector, string metric, MaskTensor source)
    {
        var withBackground = vector.Parameters.Flag("include_background", absent: metric is not ("HausdorffDistance" or "hausdorff_distance"));
        var masks = vector.Parameters.Text("input_format") == "index" ? source.OneHot((int)vector.Parameters.Number("num_classes", 0)) : source;
        return withBackground ? masks : masks.WithoutBackground();
    }

    private static double[] Dice(MetricCase vector, PixelCounts counts)
    {
        if (vector.Parameters.Text("aggregation_level") == "global")
            counts = counts.Pool();
        var dice = new SegmentationScores(counts, new() { Empty = EmptyMask.Skip }).Dice;
        var rows = Enumerable.Range(0, counts.Samples);
        return vector.Parameters.Text("average") switch
        {
            null or "micro" => [.. dice.PerImage],
            "macro" => [.. rows.Select(sample => Score(counts.Sample(sample)).Mean)],
            "weighted" => [.. rows.Select(sample => Score(counts.Sample(sample)) is { Count: > 0 } score ? score.Weighted : double.NaN)],
            _ => dice.PerSample.AsSpan().ToArray(),
        };

        static MetricResult Score(PixelCounts sample) => new SegmentationScores(sample, new() { Empty = EmptyMask.Skip }).Dice;
    }

    private static double[] IoU(MetricCase vector, (MaskTensor Prediction, MaskTensor Target) batch)
    {
        var counts = batch.Prediction.Count(batch.Target);
        var iou = new SegmentationScores(counts, new() { Empty = EmptyMask.Skip }).IoU;
        return vector.Parameters.Flag("per_class")
            ? iou.PerSample.AsSpan().ToArray()
            : [.. Enumerable.Range(0, counts.Samples).Select(sample => new SegmentationScores(counts.Sample(sample), new() { Empty = EmptyMask.Skip }).IoU.Mean)];
    }

    private static double[] GeneralizedDice(MetricCase vector, (MaskTensor Prediction, MaskTensor Target) batch)
    {
        var counts = batch.Prediction.Count(batch.Target);
        var absent = Enumerable.Range(0, counts.Samples * counts.Classes).Any(i => counts.TP.AsSpan()[i] + counts.FN.AsSpan()[i] == 0);
        if (absent && vector.Parameters.Text("weight_type") != "linear")
            throw new DeclinedException("the peer weighs an absent class by the other samples of its batch; here by its own sample");
        var scores = new SegmentationScores(counts, new() { Empty = EmptyMask.Zero });
        return vector.Parameters.Flag("per_class")
            ? scores.Dice.PerSample.AsSpan().ToArray()
            : scores.GeneralizedDice(vector.Parameters.Text("weight_type") switch { "simple" => VolumeWeight.Simple, "linear" => VolumeWeight.Uniform, _ => VolumeWeight.Square }).PerSample.AsSpan().ToArray();
    }

    private static double[] Hausdorff(MetricCase vector, (MaskTensor Prediction, MaskTensor Target) batch)
    {
        var directed = vector.Parameters.Flag("directed");
        var spacing = SurfacePlanes.Spacing(vector, "spacing", batch.Prediction.Space.Length);
        return SurfacePlanes.Score(batch.Prediction, batch.Target, spacing, new() { Measure = SurfacePlanes.Measure(vector) }, (surfaces, _)
            => directed ? surfaces.DirectedHausdorff() : surfaces.Hausdorff);
    }

    /// <summary>The mean of all samples, of each class where there are columns; 0 where all are NaN.</summary>
    private static double[] MeanOfSamples(IEnumerable<(double[] Scores, int Samples)> batches)
    {
        var all = batches.ToList();
        return Means([.. all.SelectMany(batch => batch.Scores)], all[0].Scores.Length / all[0].Samples, 0);
    }

    /// <summary>The mean of each column, NaN left out.</summary>
    private static double[] Means(double[] scores, int columns, double ofNothing)
        => [.. Enumerable.Range(0, columns).Select(column => scores.Where((score, i) => i % columns == column && !double.IsNaN(score)).DefaultIfEmpty(ofNothing).Average())];
}
