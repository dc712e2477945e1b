using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>Tells autograd of the fused pass by TorchSharp's public means, where <see cref="GradientNode"/> is not available.</summary>
internal sealed class FusedFunction<TKernel> : autograd.SingleTensorFunction<FusedFunction<TKernel>>
    where TKernel : ILossKernel
{
    private const string State = "state";

    public override string Name => TKernel.Layout.Name;

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var call = (FusedCall)vars[1];
        ctx.save_for_backward(call.Saved);
        ctx.save_data(State, call.Gradient);
        return call.Output;
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        using var scope = NewDisposeScope();
        if (SavedTensors.Of(ctx, Name) is not { } saved)
            return [SavedTensors.Refused(), null!];
        var gradient = ((IGradient)ctx.get_data(State)).Of(saved, grad_output);
        return [gradient.MoveToOuterDisposeScope(), null!];
    }
}
