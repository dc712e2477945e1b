using Conformance.Options;
using Conformance.Peers;
using Conformance.Vectors;

namespace Conformance.Presets;

/// <summary>segmentation_models.pytorch's arguments under <c>Preset = LossPreset.Smp</c>.</summary>
public sealed class SmpPreset() : PresetPeer(new SegmentationModels())
{
    public override IReadOnlyList<string> Losses => ["DiceLoss", "JaccardLoss", "TverskyLoss"];

    protected override LossOptions? Typed(string loss, VectorCase vector)
    {
        var given = vector.Parameters;
        var options = new LossOptions { { "Preset", "LossPreset.Smp" }, { loss[..^"Loss".Length], 1.0 } };
        if (given.Text("mode") is { } mode and not "binary")
        {
            options["Mode"] = mode == "multiclass" ? "SegmentationMode.Multiclass" : "SegmentationMode.Multilabel";
            options["Classes"] = (int)vector.Inputs["input"].Shape[1];
        }

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
}
