using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>The emitted backward pass, or the same by torch operations where it is to be differentiated again.</summary>
/// <param name="Shape">N, C and P.</param>
/// <param name="HasClassIndices">Whether the target came as class indices.</param>
/// <param name="Sums">The sums of the forward pass.</param>
internal sealed record FusedGradient<TKernel>(PixelShape Shape, bool HasClassIndices, LossSums Sums) : IGradient
    where TKernel : ILossKernel
{
    public string Name => TKernel.Layout.Name;

    /// <summary>What the forward pass saves for <see cref="Of"/>.</summary>
    public static List<Tensor> Saved(LossInputs inputs)
        => inputs.Mask is null ? [inputs.Prediction, inputs.Target] : [inputs.Prediction, inputs.Target, inputs.Mask];

    public Tensor Of(IReadOnlyList<Tensor> saved, Tensor upstream)
    {
        var inputs = new LossInputs(TKernel.Layout, saved[0], saved[1], saved.Count > 2 ? saved[2] : null, Shape, HasClassIndices);

        // Gradient mode is on here exactly when the caller wants to differentiate the gradient again.
        return is_grad_enabled() ? TensorPath<TKernel>.Gradient(inputs, upstream, slopes: null) : Fused(inputs, upstream);
    }

    private unsafe Tensor Fused(LossInputs inputs, Tensor upstream)
    {
        var slopes = LossCombination<TKernel>.Slopes(Sums, UpstreamOfTerms(upstream));
        var (gradient, isFresh) = GradientBuffer.Of(inputs.Prediction);
        KernelDispatch.Run(new BackwardRun<TKernel>(inputs, slopes, TensorMemory.Of(gradient), isFresh), inputs);
        return gradient;
    }

    /// <summary>The gradient that reaches each term: its weight's share of the total's, and its own where terms were asked for.</summary>
    private static unsafe double[] UpstreamOfTerms(Tensor upstream)
    {
        var terms = TKernel.Layout.Terms;
        var result = new double[terms.Count];
        if (upstream is { Dimensions: 0, dtype: ScalarType.Float32 } && !upstream.is_neg())
        {
            // The usual case, without a tensor more.
            var total = *(float*)TensorMemory.Of(upstream);
            for (var k = 0; k < result.Length; k++)
                result[k] = terms[k].Weight * total;
            return result;
        }

        var values = upstream.to(ScalarType.Float64).contiguous();
        var given = values.data<double>();
        for (var k = 0; k < result.Length; k++)
            result[k] = (terms[k].Weight * given[0]) + (given.Count > 1 ? given[k + 1] : 0);
        return result;
    }
}
