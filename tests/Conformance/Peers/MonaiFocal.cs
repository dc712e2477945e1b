using Conformance.Options;
using Conformance.Vectors;

namespace Conformance.Peers;

/// <summary>
/// MONAI's focal loss, alone and beside another: one class against the rest on the logits unless <c>use_softmax</c>, and a sum that
/// first averages over space.
/// </summary>
internal static class MonaiFocal
{
    public static Mapping Alone(VectorCase vector, int channels)
    {
        var given = vector.Parameters;
        var isSoftmax = given.Flag("use_softmax");
        if (isSoftmax && !given.Flag("include_background", true))
            return Mapping.Decline("the peer drops the background before its softmax: another softmax than the prediction's");
        var options = new LossOptions();
        if (channels > 1)
        {
            options["Classes"] = channels;
            options["Mode"] = isSoftmax || given.Flag("to_onehot_y") ? "SegmentationMode.Multiclass" : "SegmentationMode.Multilabel";
        }

        if (given.Text("reduction") == "none")
            options["Reduction"] = "LossReduction.None";
        if (given.IsScalar("weight"))
            options["Focal"] = given.Number("weight", 1);
        return Beside(vector, options, channels);
    }

    public static Mapping Beside(VectorCase vector, LossOptions options, int channels)
    {
        var given = vector.Parameters;
        if (given.Text("reduction") == "sum")
            return Mapping.Decline("the peer's sum is of averages over space, so that its size depends on the picture's");
        var weight = given.Number("lambda_focal", 1) * (given.IsScalar("weight") ? given.Number("weight", 1) : 1);
        options["Focal"] = weight;
        options["FocalGamma"] = given.Number("gamma", 2);
        if (given.Number("alpha", double.NaN) is var alpha && !double.IsNaN(alpha))
            options["FocalAlpha"] = alpha;
        if (channels == 1)
            return new LossCall(options);
        options["FocalActivation"] = given.Flag("use_softmax") ? "FocalActivation.Softmax" : "FocalActivation.Sigmoid";
        if (!given.Flag("include_background", true))
            options["FocalIncludeBackground"] = false;
        if (!given.IsScalar("weight") && given.Numbers("weight") is { } weights)
            options["FocalClassWeights"] = OfAll(weights, given);
        return new LossCall(options);
    }

    /// <summary>The weights of all classes, where the peer has none for a background that is left out.</summary>
    public static double[] OfAll(double[] weights, CaseParameters given) => given.Flag("include_background", true) ? weights : [1, .. weights];
}
