using Conformance.Options;
using Conformance.Peers;
using Conformance.Vectors;

namespace Conformance.Presets;

/// <summary>MONAI's arguments under <c>Preset = LossPreset.Monai</c>.</summary>
public sealed class MonaiPreset() : PresetPeer(new Monai())
{
    public override IReadOnlyList<string> Losses => ["DiceLoss", "DiceCELoss", "TverskyLoss", "FocalLoss", "DiceFocalLoss", "GeneralizedDiceLoss", "GeneralizedDiceFocalLoss"];

    protected override LossOptions? Typed(string loss, VectorCase vector)
    {
        var given = vector.Parameters;
        if (given.Names.Contains("weight"))
            return null;
        var channels = vector.Inputs["input"].Shape[1];
        var options = new LossOptions { { "Preset", "LossPreset.Monai" } };
        if (loss.Contains("Focal", StringComparison.Ordinal))
            Focal(options, given, channels);
        if (loss == "FocalLoss")
        {
            Channels(options, vector, channels > 1 && (given.Flag("use_softmax") || given.Flag("to_onehot_y")));
            Reduction(options, given);
            return options;
        }

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

        if (loss.StartsWith("Generalized", StringComparison.Ordinal))
        {
            options["GeneralizedDice"] = given.Number("lambda_gdl", 1);
            if (given.Text("w_type") is { } volume)
                options["GeneralizedWeight"] = $"VolumeWeight.{char.ToUpperInvariant(volume[0])}{volume[1..]}";
            return options;
        }

        if (loss == "DiceCELoss" && given.Number("lambda_ce", 1) is var crossEntropy and not 0)
            options[channels > 1 ? "CrossEntropy" : "Bce"] = crossEntropy;
        if (given.Number("lambda_dice", 1) is var dice and not 0)
            options[given.Flag("jaccard") ? "Jaccard" : "Dice"] = dice;
        return options;
    }

    private static void Focal(LossOptions options, CaseParameters given, long channels)
    {
        options["Focal"] = given.Number("lambda_focal", 1);
        Number(options, "FocalGamma", given, "gamma");
        Number(options, "FocalAlpha", given, "alpha");
        if (given.Flag("use_softmax") && channels > 1)
            options["FocalActivation"] = "FocalActivation.Softmax";
        if (channels > 1 && !given.Flag("include_background", true))
            options["FocalIncludeBackground"] = false;
    }
}
