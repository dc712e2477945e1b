using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>The path for dense CPU tensors: one emitted pass forward, one backward, and no tensor but the gradient.</summary>
internal static class FusedPath<TKernel>
    where TKernel : ILossKernel
{
    /// <summary>Up to this size a copy of the gradient takes less time than the view that spares it.</summary>
    private const long LargestCopiedBytes = 64 << 10;

    /// <summary>The total, or [total, term, term, …].</summary>
    public static Tensor Evaluate(LossInputs inputs, bool withTerms)
    {
        var layout = TKernel.Layout;
        inputs = inputs with { Target = Contiguous(inputs.Target), Mask = inputs.Mask is null ? null : Contiguous(inputs.Mask) };
        if (inputs.HasClassIndices && layout.Mode == SegmentationMode.Multiclass && inputs.Target.is_floating_point())
            TargetCheck.Range(layout, inputs.Target.reshape(inputs.Shape.Samples, 1, -1), WithoutIgnored(inputs), layout.Classes - 1);

        // Everything that can fail is done before autograd is entered, which an exception would leave with a dangling node.
        var sums = new LossSums(layout, inputs.Shape);
        KernelDispatch.Run(new ForwardRun<TKernel>(inputs, sums), inputs);
        CheckRange(layout, inputs, sums);

        var values = LossCombination<TKernel>.Values(sums);
        var total = 0.0;
        for (var k = 0; k < values.Length; k++)
            total += layout.Terms[k].Weight * values[k];
        var output = inputs.Prediction.dtype == ScalarType.Float64
            ? withTerms ? tensor([total, .. values]) : tensor(total)
            : withTerms ? tensor([(float)total, .. Array.ConvertAll(values, value => (float)value)]) : tensor((float)total);

        return inputs.Prediction.requires_grad && is_grad_enabled() ? Differentiable(inputs, sums, output) : output;
    }

    private static Tensor Differentiable(LossInputs inputs, LossSums sums, Tensor output)
    {
        var prediction = TakingOver(inputs.Prediction);
        var saved = FusedGradient<TKernel>.Saved(inputs);
        var gradient = new FusedGradient<TKernel>(inputs.Shape, inputs.HasClassIndices, sums);
        return GradientNode.IsAvailable
            ? GradientNode.Attach(output, prediction, saved, gradient)
            : FusedFunction<TKernel>.apply(prediction, new FusedCall(saved, gradient, output));
    }

    /// <summary>
    /// A leaf keeps a copy of a gradient to which someone else still refers, as the managed handle does. A view between takes it over,
    /// which costs more than the copy of a small one.
    /// </summary>
    private static Tensor TakingOver(Tensor prediction)
        => prediction.is_leaf && prediction.numel() * prediction.ElementSize > LargestCopiedBytes ? prediction.view(prediction.shape) : prediction;

    private static Tensor Contiguous(Tensor tensor) => tensor.is_contiguous() ? tensor : tensor.contiguous();

    private static Tensor? WithoutIgnored(LossInputs inputs)
    {
        if (inputs.Layout.IgnoreIndex is not { } ignored)
            return inputs.Mask;
        var kept = inputs.Target.ne(Constant.Of((long)ignored)).reshape(inputs.Shape.Samples, inputs.Shape.Pixels);
        return inputs.Mask is null ? kept : kept.bitwise_and(inputs.Mask);
    }

    private static void CheckRange(LossLayout layout, LossInputs inputs, LossSums sums)
    {
        if (inputs.Target.dtype == ScalarType.Bool)
            return;
        var largest = layout.Mode == SegmentationMode.Multiclass && inputs.HasClassIndices ? layout.Classes - 1 : 1;
        if (sums.Smallest < 0 || sums.Largest > largest)
            throw TargetCheck.OutOfRange(layout, sums.Smallest < 0 ? sums.Smallest : sums.Largest, largest);
    }
}
