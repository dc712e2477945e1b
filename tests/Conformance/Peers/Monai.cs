using Conformance.Options;
using Conformance.Vectors;

namespace Conformance.Peers;

/// <summary>
/// MONAI: the Dice, Tversky, focal and generalised Dice losses, their sums, and the distance-transform Hausdorff loss. Its <c>jaccard</c> is (2Σpt + nr)/(2(Σp + Σt − Σpt) + dr),
/// so both smooths are halved; its scores are per sample and class unless <c>batch</c>.
/// </summary>
public sealed class Monai : IPeer
{
    public string Name => "MONAI";

    public IReadOnlyList<string> Losses => ["DiceLoss", "DiceCELoss", "MaskedDiceLoss", "TverskyLoss", "FocalLoss", "DiceFocalLoss", "GeneralizedDiceLoss", "GeneralizedDiceFocalLoss", "HausdorffDTLoss"];

    public Mapping Map(string loss, VectorCase vector)
    {
        var given = vector.Parameters;
        if (given.Text("other_act") is { } activation)
            return Mapping.Decline($"the activation '{activation}' is not offered: give activated predictions as probabilities");
        if (given.Flag("sigmoid") && given.Flag("softmax"))
            return Mapping.Decline("two activations at once cannot be written: Mode is one value");
        if (vector.Inputs.TryGetValue("mask", out var mask) && mask.Data.Any(value => value != 1))
            return Mapping.Decline("the peer multiplies by the mask before the activation, so masked pixels still count");

        var channels = (int)vector.Inputs["input"].Shape[1];
        if (loss == "FocalLoss")
            return MonaiFocal.Alone(vector, channels);
        var options = Common(vector, channels);
        if (loss == "HausdorffDTLoss")
            return HausdorffDT(vector, options, channels);
        var overlap = given.Flag("jaccard") ? "Jaccard" : "Dice";
        var half = given.Flag("jaccard") ? 0.5 : 1;
        options["SmoothNumerator"] = half * given.Number("smooth_nr", 1e-5);
        options["SmoothDenominator"] = half * given.Number("smooth_dr", 1e-5);
        if (loss == "TverskyLoss")
        {
            options["Tversky"] = 1.0;
            options["TverskyAlpha"] = given.Number("alpha", 0.5);
            options["TverskyBeta"] = given.Number("beta", 0.5);
            return new LossCall(options);
        }

        if (loss.StartsWith("Generalized", StringComparison.Ordinal))
        {
            options["GeneralizedDice"] = given.Number("lambda_gdl", 1);
            options["GeneralizedWeight"] = (given.Text("w_type") ?? "square") switch
            {
                "square" => "VolumeWeight.Square",
                "simple" => "VolumeWeight.Simple",
                _ => "VolumeWeight.Uniform",
            };
            return loss == "GeneralizedDiceLoss" ? new LossCall(options) : MonaiFocal.Beside(vector, options, channels);
        }

        if (loss == "DiceFocalLoss")
        {
            var dice = given.Number("lambda_dice", 1);
            return MonaiFocal.Beside(vector, Dice(vector, options, overlap, dice).Options, channels);
        }

        return loss == "DiceCELoss" ? DiceCrossEntropy(vector, options, overlap, channels) : Dice(vector, options, overlap);
    }

    private static LossCall HausdorffDT(VectorCase vector, LossOptions options, int channels)
    {
        options["HausdorffDT"] = 1.0;
        options["HausdorffAlpha"] = vector.Parameters.Number("alpha", 2);

        // Of this loss alone the peer leaves out the background unless it is asked for.
        if (channels > 1 && !vector.Parameters.Flag("include_background"))
            options["IncludeBackground"] = false;
        return new LossCall(options);
    }

    private static LossOptions Common(VectorCase vector, int channels)
    {
        var given = vector.Parameters;
        var options = new LossOptions();
        if (channels > 1)
        {
            options["Classes"] = channels;
            options["Mode"] = given.Flag("softmax") ? "SegmentationMode.Multiclass" : "SegmentationMode.Multilabel";
            if (!given.Flag("include_background", true))
                options["IncludeBackground"] = false;
        }

        if (!given.Flag("sigmoid") && !given.Flag("softmax"))
            options["Input"] = "PredictionKind.Probabilities";
        options["Over"] = given.Flag("batch") ? "OverlapScope.Batch" : "OverlapScope.Sample";
        if (given.Flag("squared_pred"))
            options["SquaredDenominator"] = true;

        // Of squares the peer's two ways of counting what is shared are the same, and the attribute refuses the option.
        if (given.Flag("soft_label") && !given.Flag("squared_pred"))
            options["SoftTargets"] = true;
        if (given.Text("reduction") is { } reduction and not "mean")
            options["Reduction"] = reduction == "sum" ? "LossReduction.Sum" : "LossReduction.None";
        return options;
    }

    private static LossCall Dice(VectorCase vector, LossOptions options, string overlap, double weight = 1)
    {
        if (vector.Parameters.IsScalar("weight"))
        {
            weight *= vector.Parameters.Number("weight", 1);
        }
        else if (vector.Parameters.Numbers("weight") is { } weights)
        {
            // The peer takes the plain mean of w·L; here it is Σw·L / Σw.
            options["OverlapClassWeights"] = MonaiFocal.OfAll(weights, vector.Parameters);
            weight *= weights.Average();
        }

        options[overlap] = weight;
        return new LossCall(options);
    }

    private static Mapping DiceCrossEntropy(VectorCase vector, LossOptions options, string overlap, int channels)
    {
        var given = vector.Parameters;
        if (channels > 1 && !given.Flag("softmax"))
            return Mapping.Decline("the peer takes softmax cross-entropy beside an overlap term without softmax: two activations of one prediction");
        if (channels == 1 && !given.Flag("sigmoid"))
            return Mapping.Decline("the peer takes BCE from logits beside Dice of the same numbers without activation");

        Set(options, channels > 1 ? "CrossEntropy" : "Bce", given.Number("lambda_ce", 1));
        var dice = given.Number("lambda_dice", 1);
        if (given.Numbers("weight") is { } weights)
        {
            if (channels == 1)
            {
                options["PosWeight"] = weights[0];
            }
            else
            {
                options["ClassWeights"] = weights;
                var counted = given.Flag("include_background", true) ? weights : weights[1..];
                options["OverlapClassWeights"] = weights;
                dice *= counted.Average();
            }
        }

        Set(options, overlap, dice);
        return new LossCall(options.WithoutIdle());
    }

    private static void Set(LossOptions options, string term, double weight)
    {
        if (weight != 0)
            options[term] = weight;
    }
}
