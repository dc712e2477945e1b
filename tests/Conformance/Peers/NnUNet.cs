using Conformance.Options;
using Conformance.Vectors;
using static TorchSharp.torch;

namespace Conformance.Peers;

/// <summary>
/// nnU-Net: <c>DC_and_CE_loss</c>, <c>DC_and_BCE_loss</c>, <c>DC_and_topk_loss</c>, <c>SoftDiceLoss</c>, <c>MemoryEfficientSoftDiceLoss</c>. Its Dice is −score, with the
/// smoothed denominator clamped at 1e-8. With <c>use_ignore_label</c> the last target channel marks ignored pixels.
/// </summary>
public sealed class NnUNet : IPeer
{
    private const double DenominatorFloor = 1e-8;

    public string Name => "nnUNet";

    public IReadOnlyList<string> Losses => ["DC_and_CE_loss", "DC_and_BCE_loss", "DC_and_topk_loss", "SoftDiceLoss", "MemoryEfficientSoftDiceLoss"];

    public Mapping Map(string loss, VectorCase vector)
    {
        if (vector.Tags.Contains("edge:all_ignored"))
            return Mapping.Decline("where every pixel is ignored the peer's Dice part is −smooth/smooth = −1; here a mean over nothing is 0");
        return loss switch
        {
            "DC_and_CE_loss" => DiceCrossEntropy(vector),
            "DC_and_BCE_loss" => DiceBce(vector),
            "DC_and_topk_loss" => DiceTopK(vector),
            _ => SoftDice(vector),
        };
    }

    private static LossCall DiceCrossEntropy(VectorCase vector)
    {
        var given = vector.Parameters;
        var options = Dice(given.Nested("soft_dice_kwargs"), given.Number("weight_dice", 1));
        options["Mode"] = "SegmentationMode.Multiclass";
        options["Classes"] = (int)vector.Inputs["input"].Shape[1];
        if (given.Number("weight_ce", 1) is var weight and not 0)
            options["CrossEntropy"] = weight;
        var crossEntropy = given.Nested("ce_kwargs");
        if (crossEntropy.Numbers("weight") is { } weights)
            options["ClassWeights"] = weights;
        if (crossEntropy.Number("label_smoothing", 0) is var smoothing and not 0)
            options["LabelSmoothing"] = smoothing;
        if (given.Whole("ignore_label") is { } ignore)
            options["IgnoreIndex"] = ignore;
        return new LossCall(options);
    }

    private static Mapping DiceTopK(VectorCase vector)
    {
        var given = vector.Parameters;
        var crossEntropy = given.Nested("ce_kwargs");
        if (crossEntropy.Numbers("weight") is not null)
            return Mapping.Decline("the peer divides the weighed cross-entropy by the number of pixels, here it is Σw·ℓ / Σw");
        var options = Dice(given.Nested("soft_dice_kwargs"), given.Number("weight_dice", 1));
        options["Mode"] = "SegmentationMode.Multiclass";
        options["Classes"] = (int)vector.Inputs["input"].Shape[1];
        if (given.Number("weight_ce", 1) is var weight and not 0)
            options["TopKCrossEntropy"] = weight;
        options["TopK"] = crossEntropy.Number("k", 10) / 100;
        if (crossEntropy.Number("label_smoothing", 0) is var smoothing and not 0)
            options["LabelSmoothing"] = smoothing;
        if (given.Whole("ignore_label") is { } ignore)
        {
            if (vector.Inputs["target"].Data.Contains(ignore))
                return Mapping.Decline("the peer's share is of all pixels, the ignored ones among them");
            options["IgnoreIndex"] = ignore;
        }

        return new LossCall(options);
    }

    private static LossCall DiceBce(VectorCase vector)
    {
        var given = vector.Parameters;
        var channels = (int)vector.Inputs["input"].Shape[1];
        var options = Dice(given.Nested("soft_dice_kwargs"), given.Number("weight_dice", 1));
        SetSigmoid(options, channels);
        var ignoring = given.Flag("use_ignore_label");
        // The peer sums BCE over channels but divides by pixels where it ignores.
        options["Bce"] = given.Number("weight_ce", 1) * (ignoring ? channels : 1);
        var call = new LossCall(options);
        return ignoring
            ? call with
            {
                Target = target => target.narrow(1, 0, channels),
                Mask = tensors => 1 - tensors["target"].narrow(1, channels, 1),
            }
            : call;
    }

    private static Mapping SoftDice(VectorCase vector)
    {
        var given = vector.Parameters;
        if (given.Number("clip_tp", double.NaN) is var clip && !double.IsNaN(clip))
            return Mapping.Decline("clip_tp clamps Σpt and leaves it without gradient");
        var channels = (int)vector.Inputs["input"].Shape[1];
        var options = Dice(given, 1);
        if (given.Text("apply_nonlin") == "softmax")
        {
            options["Mode"] = "SegmentationMode.Multiclass";
            options["Classes"] = channels;
        }
        else
        {
            SetSigmoid(options, channels);
        }

        return new LossCall(options) { Mask = tensors => tensors.GetValueOrDefault("loss_mask") };
    }

    private static void SetSigmoid(LossOptions options, int channels)
    {
        if (channels == 1)
            return;
        options["Mode"] = "SegmentationMode.Multilabel";
        options["Classes"] = channels;
    }

    private static LossOptions Dice(CaseParameters given, double weight)
    {
        var options = new LossOptions
        {
            { "Dice", weight },
            { "NegativeOverlap", true },
            { "Epsilon", DenominatorFloor },
            { "Smooth", given.Number("smooth", 1) },
            { "Over", given.Flag("batch_dice") ? "OverlapScope.Batch" : "OverlapScope.Sample" },
        };
        if (!given.Flag("do_bg", true))
            options["IncludeBackground"] = false;
        return options;
    }
}
