using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>Tells autograd of the pass by torch operations, so that it keeps the arguments and a few numbers and no intermediate.</summary>
internal sealed class TensorFunction<TKernel> : autograd.SingleTensorFunction<TensorFunction<TKernel>>
    where TKernel : ILossKernel
{
    private const string State = "state";

    public override string Name => TKernel.Layout.Name;

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var call = (TensorCall)vars[1];
        var inputs = call.Inputs;
        List<Tensor> saved = [inputs.Prediction, inputs.Target, .. call.Slopes.SelectMany(slopes => slopes)];
        if (inputs.Mask is not null)
            saved.Add(inputs.Mask);
        ctx.save_for_backward(saved);
        ctx.save_data(State, new SavedCall(inputs.Shape, inputs.HasClassIndices, [.. call.Slopes.Select(slopes => slopes.Length)]));
        return call.Output;
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        using var scope = NewDisposeScope();
        if (SavedTensors.Of(ctx, Name) is not { } saved)
            return [SavedTensors.Refused(), null!];
        var call = (SavedCall)ctx.get_data(State);
        var slopes = new Tensor[call.SlopeCounts.Count][];
        var next = 2;
        for (var k = 0; k < slopes.Length; k++)
        {
            slopes[k] = [.. saved.GetRange(next, call.SlopeCounts[k])];
            next += call.SlopeCounts[k];
        }

        var inputs = new LossInputs(
            TKernel.Layout, saved[0], saved[1], saved.Count > next ? saved[next] : null, call.Shape, call.HasClassIndices);

        // Gradient mode is on here exactly when the caller wants to differentiate the gradient again.
        var gradient = TensorPath<TKernel>.Gradient(inputs, grad_output, is_grad_enabled() ? null : slopes);
        return [gradient.MoveToOuterDisposeScope(), null!];
    }

    /// <summary>What the backward pass needs beside the saved tensors.</summary>
    private sealed record SavedCall(PixelShape Shape, bool HasClassIndices, IReadOnlyList<int> SlopeCounts);
}
