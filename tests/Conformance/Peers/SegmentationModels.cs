using Conformance.Options;
using Conformance.Vectors;

namespace Conformance.Peers;

/// <summary>
/// segmentation_models.pytorch: <c>JaccardLoss</c>, <c>DiceLoss</c> (whose smooth and eps stand in the halved form
/// Σpt / (½Σp + ½Σt), so both are doubled here), <c>TverskyLoss</c>, <c>SoftBCEWithLogitsLoss</c>, <c>SoftCrossEntropyLoss</c> and <c>LovaszLoss</c>. Overlap is
/// pooled over the batch, and a class with no true pixel adds 0.
/// </summary>
public sealed class SegmentationModels : IPeer
{
    public string Name => "segmentation_models_pytorch";

    public IReadOnlyList<string> Losses => ["JaccardLoss", "DiceLoss", "TverskyLoss", "SoftBCEWithLogitsLoss", "SoftCrossEntropyLoss", "FocalLoss", "MCCLoss", "LovaszLoss"];

    public Mapping Map(string loss, VectorCase vector) => loss switch
    {
        "JaccardLoss" => Overlap(vector, "Jaccard", 1),
        "DiceLoss" => Overlap(vector, "Dice", 2),
        "TverskyLoss" => Overlap(vector, "Tversky", 1),
        "SoftBCEWithLogitsLoss" => SoftBce(vector),
        "FocalLoss" => Focal(vector),
        "MCCLoss" => new LossCall(new()
        {
            { "Mcc", 1.0 },
            { "Smooth", vector.Parameters.Number("eps", 1e-5) },
            { "Input", "PredictionKind.Probabilities" },
        }),
        "LovaszLoss" => Lovasz(vector),
        _ => SoftCrossEntropy(vector),
    };

    private static LossCall Overlap(VectorCase vector, string term, double scale)
    {
        var given = vector.Parameters;
        var epsilon = given.Number("eps", 1e-7);
        var options = new LossOptions
        {
            { term, 1.0 },
            { "Smooth", scale * given.Number("smooth", 0) },
            { "Epsilon", scale * epsilon },
            { "Absent", "AbsentClass.Zero" },
            { "SoftTargets", term != "Jaccard" },
        };
        SetMode(options, vector);
        if (term == "Tversky")
        {
            options["TverskyAlpha"] = given.Number("alpha", 0.5);
            options["TverskyBeta"] = given.Number("beta", 0.5);
            if (given.Number("gamma", 1) is var gamma and not 1)
            {
                options["TverskyGamma"] = gamma;
                options["TverskyGammaOnMean"] = true;
            }
        }

        if (!given.Flag("from_logits", true))
            options["Input"] = "PredictionKind.Probabilities";
        if (given.Flag("log_loss"))
        {
            options["LogOverlap"] = true;
            options["LogFloor"] = epsilon;
        }

        if (given.Whole("ignore_index") is { } ignore)
            options["IgnoreIndex"] = ignore;
        if (given.Numbers("classes") is { } classes)
            options["OverlapClasses"] = classes.Select(index => (int)index).ToArray();
        if (given.Numbers("class_weights") is { } weights)
            options["OverlapClassWeights"] = weights;

        // The peer takes a target of as many elements for one of the prediction's shape.
        var shape = vector.Inputs["input"].Shape;
        var elements = shape.Aggregate((a, b) => a * b);
        return new LossCall(options) { Target = target => target.numel() == elements ? target.reshape(shape) : target };
    }

    private static LossCall Focal(VectorCase vector)
    {
        var given = vector.Parameters;
        var mode = given.Text("mode");
        var shape = vector.Inputs["input"].Shape;
        var isSum = given.Text("reduction") == "sum";
        var options = new LossOptions { { "FocalGamma", given.Number("gamma", 2) } };

        if (mode != "binary")
        {
            options["Mode"] = mode == "multiclass" ? "SegmentationMode.Multiclass" : "SegmentationMode.Multilabel";
            options["Classes"] = (int)shape[1];
            options["FocalActivation"] = "FocalActivation.Sigmoid";
        }

        // Its sum is averaged over the classes, and its class weights are divided by their sum.
        if (isSum)
            options["Reduction"] = "LossReduction.Sum";
        var weight = isSum && mode != "binary" ? 1.0 / shape[1] : 1;
        if (given.Number("alpha", double.NaN) is var alpha && !double.IsNaN(alpha))
            options["FocalAlpha"] = alpha;
        if (given.Flag("normalized"))
            options["FocalNormalized"] = true;
        if (given.Number("reduced_threshold", double.NaN) is var threshold && !double.IsNaN(threshold))
            options["FocalReducedThreshold"] = threshold;
        if (given.Numbers("class_weights") is { } weights)
        {
            options["FocalClassWeights"] = weights;
            weight /= weights.Average();
        }

        options["Focal"] = weight;
        if (!given.Flag("from_logits", true))
            options["Input"] = "PredictionKind.Probabilities";
        if (given.Whole("ignore_index") is { } ignore)
            options["IgnoreIndex"] = ignore;
        return new LossCall(options) { Target = target => mode == "binary" ? target.reshape(shape) : target };
    }

    private static LossCall Lovasz(VectorCase vector)
    {
        var given = vector.Parameters;
        var options = new LossOptions { { "Lovasz", 1.0 } };
        SetMode(options, vector);
        if (given.Flag("per_image"))
            options["Over"] = "OverlapScope.Sample";
        if (given.Whole("ignore_index") is { } ignore)
            options["IgnoreIndex"] = ignore;
        return new LossCall(options) { HasOneGradient = !vector.Tags.Contains("tie:gradient_not_unique") };
    }

    private static void SetMode(LossOptions options, VectorCase vector)
    {
        var mode = vector.Parameters.Text("mode");
        if (mode == "binary")
            return;
        options["Mode"] = mode == "multiclass" ? "SegmentationMode.Multiclass" : "SegmentationMode.Multilabel";
        options["Classes"] = (int)vector.Inputs["input"].Shape[1];
    }

    private static Mapping SoftBce(VectorCase vector)
    {
        var given = vector.Parameters;
        var channels = (int)vector.Inputs["input"].Shape[1];
        var options = new LossOptions { { "Bce", given.Numbers("weight") is [var weight] ? weight : 1.0 } };
        if (channels > 1)
        {
            options["Mode"] = "SegmentationMode.Multilabel";
            options["Classes"] = channels;
        }

        if (given.Numbers("pos_weight") is { } positive)
        {
            if (positive.Length == 1)
                options["PosWeight"] = positive[0];
            else
                options["PosWeights"] = positive;
        }

        return Soft(vector, options, ignore: -100);
    }

    private static Mapping SoftCrossEntropy(VectorCase vector)
        => Soft(
            vector,
            new()
            {
                { "Mode", "SegmentationMode.Multiclass" },
                { "Classes", (int)vector.Inputs["input"].Shape[1] },
                { "CrossEntropy", 1.0 },
            },
            ignore: -100);

    private static Mapping Soft(VectorCase vector, LossOptions options, int ignore)
    {
        var given = vector.Parameters;
        if (given.Number("smooth_factor", 0) is var smooth and not 0)
            options["LabelSmoothing"] = smooth;
        ignore = given.Whole("ignore_index") ?? ignore;
        options["IgnoreIndex"] = ignore;
        var reduction = given.Text("reduction") ?? "mean";
        if (reduction == "mean" && vector.Inputs["target"].Data.Contains(ignore))
            return Mapping.Decline("the peer's mean also divides by ignored pixels");
        if (reduction != "mean")
            options["Reduction"] = reduction == "sum" ? "LossReduction.Sum" : "LossReduction.None";
        return new LossCall(options);
    }
}
