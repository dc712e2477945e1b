using Conformance.Options;
using Conformance.Peers;
using Conformance.Vectors;

namespace Conformance.Presets;

/// <summary>MONAI's arguments under <c>Preset = LossPreset.Monai</c>.</summary>
public sealed class MonaiPreset() : PresetPeer(new Monai())
{
    public override IReadOnlyList<string> Losses => ["DiceLoss", "DiceCELoss", "TverskyLoss"];

    protected override LossOptions? Typed(string loss, VectorCase vector)
    {
        var given = vector.Parameters;
        if (given.Names.Contains("weight"))
            return null;
        var channels = vector.Inputs["input"].Shape[1];
        var options = new LossOptions { { "Preset", "LossPreset.Monai" } };
        Channels(options, vector, given.Flag("softmax") && channels > 1);
        if (!given.Flag("sigmoid") && !given.Flag("softmax"))
            options["Input"] = "PredictionKind.Probabilities";
        if (given.Flag("batch"))
            options["Over"] = "OverlapScope.Batch";
        if (given.Flag("squared_pred"))
            options["SquaredDenominator"] = true;
        else if (given.Flag("soft_label"))
            options["SoftTargets"] = true;
        if (channels > 1 && !given.Flag("include_background", true))
            options["IncludeBackground"] = false;
        Number(options, "SmoothNumerator", given, "smooth_nr");
        Number(options, "SmoothDenominator", given, "smooth_dr");
        Reduction(options, given);
        if (loss == "TverskyLoss")
        {
            options["Tversky"] = 1.0;
            Number(options, "TverskyAlpha", given, "alpha");
            Number(options, "TverskyBeta", given, "beta");
            return options;
        }

        if (loss == "DiceCELoss" && given.Number("lambda_ce", 1) is var crossEntropy and not 0)
            options[channels > 1 ? "CrossEntropy" : "Bce"] = crossEntropy;
        if (given.Number("lambda_dice", 1) is var dice and not 0)
            options[given.Flag("jaccard") ? "Jaccard" : "Dice"] = dice;
        return options;
    }
}
