using TorchSharp;
using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>
/// σ(z). torch's own differs in the last bit between its vector and its scalar code, and which of them a pixel gets depends on the
/// number of threads; on the CPU it is therefore made of operations that are the same everywhere.
/// </summary>
internal sealed class SteadySigmoid : autograd.SingleTensorFunction<SteadySigmoid>
{
    public override string Name => nameof(SteadySigmoid);

    public static Tensor Of(Tensor logits) => logits.device_type != DeviceType.CPU ? logits.sigmoid()
        : logits.requires_grad && is_grad_enabled() ? apply(logits)
        : Value(logits);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var logits = (Tensor)vars[0];
        ctx.save_for_backward([logits]);
        return Value(logits);
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        using var scope = NewDisposeScope();
        if (SavedTensors.Of(ctx, Name) is not [var logits])
            return [SavedTensors.Refused()];

        // ∂σ/∂z = σ(z)σ(−z). Where gradient mode is on the caller differentiates again, which these calls then record.
        return [(grad_output * Of(logits) * Of(-logits)).MoveToOuterDisposeScope()];
    }

    private static Tensor Value(Tensor logits)
    {
        using var scope = NewDisposeScope();
        var small = (-logits.abs()).exp();
        var large = (ones_like(small) + small).reciprocal();
        return where(logits.ge(Constant.Zero), large, small * large).MoveToOuterDisposeScope();
    }
}
