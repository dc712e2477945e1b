using Conformance.Options;
using Conformance.Peers;
using Conformance.Vectors;

namespace Conformance.Presets;

/// <summary>segmentation_models.pytorch's arguments under <c>Preset = LossPreset.Smp</c>.</summary>
public sealed class SmpPreset() : PresetPeer(new SegmentationModels())
{
    public override IReadOnlyList<string> Losses => ["DiceLoss", "JaccardLoss", "TverskyLoss", "FocalLoss", "MCCLoss"];

    protected override LossOptions? Typed(string loss, VectorCase vector)
    {
        var given = vector.Parameters;
        if (loss == "MCCLoss")
            return Mcc(given);
        var options = new LossOptions { { "Preset", "LossPreset.Smp" }, { loss[..^"Loss".Length], 1.0 } };
        if (given.Text("mode") is { } mode and not "binary")
        {
            options["Mode"] = mode == "multiclass" ? "SegmentationMode.Multiclass" : "SegmentationMode.Multilabel";
            options["Classes"] = (int)vector.Inputs["input"].Shape[1];
        }

        if (loss == "FocalLoss")
            return Focal(options, given);
        Number(options, "Smooth", given, "smooth");
        Number(options, "Epsilon", given, "eps");
        Number(options, "TverskyAlpha", given, "alpha");
        Number(options, "TverskyBeta", given, "beta");
        Number(options, "TverskyGamma", given, "gamma");
        if (!given.Flag("from_logits", true))
            options["Input"] = "PredictionKind.Probabilities";
        if (given.Flag("log_loss"))
            options["LogOverlap"] = true;
        if (given.Whole("ignore_index") is { } ignore)
            options["IgnoreIndex"] = ignore;
        if (given.Numbers("classes") is { } classes)
            options["OverlapClasses"] = classes.Select(index => (int)index).ToArray();
        if (given.Numbers("class_weights") is { } weights)
            options["OverlapClassWeights"] = weights;
        return options;
    }

    private static LossOptions Mcc(CaseParameters given)
    {
        var options = new LossOptions { { "Preset", "LossPreset.Smp" }, { "Mcc", 1.0 }, { "Input", "PredictionKind.Probabilities" } };
        Number(options, "Smooth", given, "eps");
        return options;
    }

    private static LossOptions? Focal(LossOptions options, CaseParameters given)
    {
        if (given.Names.Contains("class_weights") || (given.Text("reduction") == "sum" && given.Text("mode") != "binary"))
            return null;
        Number(options, "FocalGamma", given, "gamma");
        Number(options, "FocalAlpha", given, "alpha");
        Number(options, "FocalReducedThreshold", given, "reduced_threshold");
        if (given.Flag("normalized"))
            options["FocalNormalized"] = true;
        if (!given.Flag("from_logits", true))
            options["Input"] = "PredictionKind.Probabilities";
        if (given.Whole("ignore_index") is { } ignore)
            options["IgnoreIndex"] = ignore;
        Reduction(options, given);
        return options;
    }
}
