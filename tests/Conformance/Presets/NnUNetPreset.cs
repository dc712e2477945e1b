using Conformance.Options;
using Conformance.Peers;
using Conformance.Vectors;

namespace Conformance.Presets;

/// <summary>
/// nnU-Net's losses under <c>Preset = LossPreset.NnUNet</c>, whose defaults are those that the trainer gives: what differs from them
/// is typed.
/// </summary>
public sealed class NnUNetPreset() : PresetPeer(new NnUNet())
{
    public override IReadOnlyList<string> Losses => ["DC_and_CE_loss", "DC_and_BCE_loss", "SoftDiceLoss", "MemoryEfficientSoftDiceLoss"];

    protected override LossOptions? Typed(string loss, VectorCase vector)
    {
        var given = vector.Parameters;
        var options = new LossOptions { { "Preset", "LossPreset.NnUNet" } };
        var exclusive = loss == "DC_and_CE_loss" || given.Text("apply_nonlin") == "softmax";
        Channels(options, vector, exclusive);
        var dice = loss.StartsWith("DC_", StringComparison.Ordinal) ? given.Nested("soft_dice_kwargs") : given;
        if (!dice.Flag("batch_dice"))
            options["Over"] = "OverlapScope.Sample";
        if (dice.Number("smooth", 1) is var smooth and not 1e-5)
            options["Smooth"] = smooth;
        if (dice.Flag("do_bg", true) == exclusive && options.Has("Classes"))
            options["IncludeBackground"] = exclusive;
        options["Dice"] = given.Number("weight_dice", 1);
        if (loss == "DC_and_BCE_loss")
            return given.Flag("use_ignore_label") ? null : With(options, "Bce", given.Number("weight_ce", 1));
        if (loss != "DC_and_CE_loss")
            return options;

        var crossEntropy = given.Nested("ce_kwargs");
        if (crossEntropy.Numbers("weight") is { } weights)
            options["ClassWeights"] = weights;
        Number(options, "LabelSmoothing", crossEntropy, "label_smoothing");
        if (given.Whole("ignore_label") is { } ignore)
            options["IgnoreIndex"] = ignore;
        return given.Number("weight_ce", 1) is var weight and not 0 ? With(options, "CrossEntropy", weight) : options;
    }

    private static LossOptions With(LossOptions options, string term, double weight)
    {
        options[term] = weight;
        return options;
    }
}
