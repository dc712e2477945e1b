using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>Tells autograd that the Lovász extension is linear in the errors as long as their order stays.</summary>
internal sealed class LovaszFunction : autograd.SingleTensorFunction<LovaszFunction>
{
    public override string Name => nameof(LovaszFunction);

    /// <summary>The values, differentiable with respect to the errors.</summary>
    public static (Tensor Values, Tensor IsPresent) Of(Tensor errors, LovaszSteps steps)
        => (errors.requires_grad && is_grad_enabled() ? apply(errors, steps) : steps.Values, steps.IsPresent);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var steps = (LovaszSteps)vars[1];
        ctx.save_for_backward([steps.Steps]);
        return steps.Values;
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        using var scope = NewDisposeScope();
        var steps = ctx.get_saved_variables()[0];
        return [(grad_output.unsqueeze(-1) * steps).MoveToOuterDisposeScope(), null!];
    }
}
