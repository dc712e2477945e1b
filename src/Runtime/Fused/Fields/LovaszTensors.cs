using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>The Lovász extension by torch operations, for tensors that are not in the processor's memory.</summary>
internal static class LovaszTensors
{
    /// <summary>Values and whether a class occurs, [groups, chosen].</summary>
    public static (Tensor Values, Tensor IsPresent) Of(FieldInputs inputs, Tensor errors, Tensor target)
    {
        var (steps, isPresent) = Steps(inputs, errors.detach(), target);
        return (inputs.SumOfClasses(TensorFormulas.Positive(errors) * steps), isPresent);
    }

    /// <summary>J_k − J_(k−1) of each element at its place, [N, chosen, P].</summary>
    private static (Tensor Steps, Tensor IsPresent) Steps(FieldInputs inputs, Tensor errors, Tensor target)
    {
        using var noGradient = no_grad();
        var isBatch = inputs.Layout.Over == OverlapScope.Batch;
        var (n, c, p) = (errors.shape[0], errors.shape[1], errors.shape[2]);
        var counted = inputs.ChosenCounted?.expand(n, c, p);

        // An ignored pixel weighs neither as foreground nor as background, so it makes no step wherever it is ranked.
        var foreground = Rows(target.to(inputs.Wide));
        var background = Rows((counted is null ? ones_like(target) - target : TensorFormulas.Keep(counted, ones_like(target) - target)).to(inputs.Wide));
        var order = Rows(errors).sort(-1, true).Indices;
        var missed = foreground.gather(-1, order);
        var added = background.gather(-1, order);

        var all = missed.sum(-1, keepdim: true);
        var shared = all - missed.cumsum(-1) + missed;
        var union = all + added.cumsum(-1);
        var before = union - added;
        var isOpen = before.gt(Constant.Zero);
        var step = ((shared * added) + (missed * before)) / (TensorFormulas.Keep(isOpen, before, 1) * TensorFormulas.Keep(union.gt(Constant.Zero), union, 1));

        // Without foreground the first error is all there is.
        step = TensorFormulas.Keep(isOpen, step) + union.gt(Constant.Zero).bitwise_and(isOpen.bitwise_not()).to(step.dtype);
        var placed = zeros_like(step).scatter(-1, order, step).to(errors.dtype);
        return (Back(placed), all.gt(Constant.Zero).reshape(isBatch ? 1 : n, c));

        Tensor Rows(Tensor values) => isBatch ? values.permute(1, 0, 2).reshape(c, n * p) : values.reshape(n * c, p);

        Tensor Back(Tensor rows) => isBatch ? rows.reshape(c, n, p).permute(1, 0, 2) : rows.reshape(n, c, p);
    }
}
