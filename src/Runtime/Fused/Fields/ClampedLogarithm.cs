using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>max(log p, −100) whose slope ends at 1e12 instead of being infinite, as torch's cross-entropy of probabilities has it.</summary>
internal sealed class ClampedLogarithm : autograd.SingleTensorFunction<ClampedLogarithm>
{
    // torch's constant is the float nearest to 1e-12.
    private const double Tiny = 9.999999960041972E-13;

    public override string Name => nameof(ClampedLogarithm);

    public static Tensor Of(Tensor probabilities)
        => probabilities.requires_grad && is_grad_enabled() ? apply(probabilities) : TensorFormulas.ClampedLog(probabilities);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var probabilities = (Tensor)vars[0];
        ctx.save_for_backward([probabilities]);
        return TensorFormulas.ClampedLog(probabilities.detach());
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        using var scope = NewDisposeScope();
        if (SavedTensors.Of(ctx, Name) is not [var probabilities])
            return [SavedTensors.Refused()];
        return [(grad_output / TensorFormulas.AtLeast(probabilities, Tiny)).MoveToOuterDisposeScope()];
    }
}
