using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>Tells autograd of the fused pass: the forward result is there already, the backward is one emitted pass.</summary>
internal sealed class FusedFunction<TKernel> : autograd.SingleTensorFunction<FusedFunction<TKernel>>
    where TKernel : ILossKernel
{
    private const string State = "state";

    public override string Name => TKernel.Layout.Name;

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var call = (FusedCall)vars[1];
        var inputs = call.Inputs;
        List<Tensor> saved = [inputs.Prediction, inputs.Target];
        if (inputs.Mask is not null)
            saved.Add(inputs.Mask);
        ctx.save_for_backward(saved);
        ctx.save_data(State, new SavedCall(inputs.Shape, inputs.HasClassIndices, call.Sums));
        return call.Output;
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        using var scope = NewDisposeScope();
        if (SavedTensors.Of(ctx, Name) is not { } saved)
            return [SavedTensors.Refused(), null!];
        var call = (SavedCall)ctx.get_data(State);
        var inputs = new LossInputs(
            TKernel.Layout, saved[0], saved[1], saved.Count > 2 ? saved[2] : null, call.Shape, call.HasClassIndices);

        // Gradient mode is on here exactly when the caller wants to differentiate the gradient again.
        var gradient = is_grad_enabled()
            ? TensorPath<TKernel>.Gradient(inputs, grad_output, slopes: null)
            : Gradient(inputs, call.Sums, grad_output);
        return [gradient.MoveToOuterDisposeScope(), null!];
    }

    private static unsafe Tensor Gradient(LossInputs inputs, LossSums sums, Tensor upstream)
    {
        var slopes = LossCombination<TKernel>.Slopes(sums, UpstreamOfTerms(upstream));
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

    /// <summary>What the backward pass needs beside the saved tensors.</summary>
    private sealed record SavedCall(PixelShape Shape, bool HasClassIndices, LossSums Sums);
}
