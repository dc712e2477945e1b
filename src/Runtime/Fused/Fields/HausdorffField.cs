using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>
/// The distance-transform Hausdorff loss: the mean over pixels of (p − t)²·(d_p^α + d_t^α), d_p and d_t the distances to the border of the
/// prediction above 0.5 and of the target (Karimi and Salcudean 2019, equation 8; MONAI's HausdorffDTLoss).
/// </summary>
/// <remarks>The distances are constants to the gradient. Off the CPU they are computed from copies, which waits for the device.</remarks>
public sealed class HausdorffField : FieldTerm
{
    /// <summary>α, above 0: how much more distant errors count.</summary>
    public required double Alpha { get; init; }

    /// <inheritdoc/>
    internal override Tensor Evaluate(FieldInputs inputs)
    {
        DistanceFields.RequireValues(inputs.Layout, "HausdorffDT", inputs.Prediction, "prediction");
        var weights = Powers(inputs, inputs.Chosen(inputs.Probabilities)) + Powers(inputs, inputs.Chosen(inputs.Target));

        // p − t as p(1 − t) − (1 − p)t, which does not cancel where the prediction is right.
        var errors = inputs.Chosen((inputs.Probabilities * inputs.TargetRest) - (inputs.Complements * inputs.Target));
        var counts = inputs.CountsOfChosen();
        var means = ClassMeans.Quotient(inputs.SumOfClasses(errors.square() * weights), counts);
        return ClassMeans.Reduce(inputs.Layout, means, counts.gt(Constant.Zero));
    }

    private Tensor Powers(FieldInputs inputs, Tensor values)
        => DistanceFields.Of(values, inputs.Space, [], (_, distance) => Alpha == 2 ? distance * distance : Math.Pow(distance, Alpha))
            .to(values.dtype).to(values.device);
}
