using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>
/// The Lovász extension of the Jaccard loss: Σ_k e_k·(J_k − J_(k−1)), with the errors e in falling order and J_k the Jaccard loss
/// if the first k pixels alone were wrong. Errors are 1 − z(2t − 1), not below 0, of Binary logits (Lovász hinge, Yu and Blaschko 2015;
/// Berman, Rannen Triki and Blaschko 2018) and |t − p| otherwise (Lovász-softmax).
/// </summary>
public sealed class LovaszField : FieldTerm
{
    /// <inheritdoc/>
    internal override Tensor Evaluate(FieldInputs inputs)
    {
        var layout = inputs.Layout;
        var errors = Errors(inputs);
        var target = inputs.Chosen(inputs.Target);
        var (values, isPresent) = LovaszSteps.CanRead(errors)
            ? LovaszFunction.Of(errors, LovaszSteps.Of(inputs, errors, target))
            : LovaszTensors.Of(inputs, errors, target);

        var isCounted = inputs.CountsOfChosen().gt(Constant.Zero);
        if (layout.Mode != SegmentationMode.Multiclass)
            return ClassMeans.Reduce(layout, values, isCounted);
        if (layout.Over == OverlapScope.Batch)
            return ClassMeans.Reduce(layout, values, isPresent);

        // Of exclusive classes the present ones are averaged in each sample, and then the samples.
        var weights = ClassMeans.Weights(layout, values, isPresent);
        var samples = ClassMeans.Quotient(TensorFormulas.Keep(weights.ne(Constant.Zero), values * weights).sum(1), weights.sum(1));
        return layout.Reduction switch
        {
            LossReduction.None => samples,
            LossReduction.Sum => samples.sum(),
            _ => ClassMeans.Quotient(samples.sum(), isCounted.any(1).to(samples.dtype).sum()),
        };
    }

    /// <summary>The error of each element of the chosen channels, [N, chosen, P]; a negative one counts as 0.</summary>
    private static Tensor Errors(FieldInputs inputs)
    {
        if (inputs.Layout is { Mode: SegmentationMode.Binary, Input: PredictionKind.Logits })
        {
            var signs = inputs.Target - inputs.TargetRest;
            return ones_like(signs) - (inputs.Prediction * signs);
        }

        // p − t as p(1 − t) − (1 − p)t, which does not cancel where the prediction is right.
        var wrong = (inputs.Probabilities * inputs.TargetRest) - (inputs.Complements * inputs.Target);
        return TensorFormulas.Magnitude(inputs.Chosen(wrong));
    }
}
