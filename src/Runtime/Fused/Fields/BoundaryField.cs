using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>
/// The boundary loss: the mean over pixels and classes of p·φ, φ the signed distance to the target's border
/// (<see cref="BoundaryMaps.SignedDistance"/>; Kervadec et al. 2019).
/// </summary>
public sealed class BoundaryField : FieldTerm
{
    /// <inheritdoc/>
    internal override Tensor Evaluate(FieldInputs inputs)
    {
        var layout = inputs.Layout;
        var probabilities = inputs.Chosen(inputs.Probabilities);
        var (n, c, p) = (probabilities.shape[0], probabilities.shape[1], probabilities.shape[2]);
        var map = inputs.Chosen(Map(inputs)).to(probabilities.dtype);
        var weights = OverlapClasses.Weights(layout, probabilities)?.unsqueeze(-1);
        var values = weights is null ? probabilities * map : probabilities * map * weights;

        // The map's values at ignored pixels may be anything.
        if (inputs.ChosenCounted is { } counted)
            values = TensorFormulas.Keep(counted.expand(n, c, p), values);
        switch (layout.Reduction)
        {
            case LossReduction.None:
                return values.reshape(layout.Mode == SegmentationMode.Binary ? inputs.PredictionShape : [n, c, .. inputs.Space]);
            case LossReduction.Sum:
                return SteadySum.OfAll(values);
            default:
                var shares = inputs.CountsOfChosen();
                var divisor = weights is null ? shares : shares * weights.squeeze(-1);
                return ClassMeans.Quotient(SteadySum.OfAll(values), divisor.sum());
        }
    }

    /// <summary>φ as the caller gave it, else computed here, [N, C, P].</summary>
    private static Tensor Map(FieldInputs inputs)
    {
        var (n, c, p) = (inputs.Shape.Samples, inputs.Shape.Channels, inputs.Shape.Pixels);
        if (inputs.DistanceMap is { } given)
            return given.detach().reshape(n, c, p);
        DistanceFields.RequireValues(inputs.Layout, "Boundary without a distance map", inputs.Target, "target");
        return BoundaryMaps.Of(inputs.Target, inputs.Space, []).to(inputs.Target.device);
    }
}
