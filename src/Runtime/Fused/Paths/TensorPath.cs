using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>
/// The path for tensors that the fused kernel cannot read (another device, strided memory), for unreduced losses and for second
/// derivatives: few torch operations, an analytic gradient, and no wait for the device.
/// </summary>
internal static class TensorPath<TKernel>
    where TKernel : ILossKernel
{
    /// <summary>The total, or [total, term, term, …].</summary>
    public static Tensor Evaluate(LossInputs inputs, bool withTerms)
    {
        var layout = TKernel.Layout;
        TargetCheck.Values(inputs);
        Tensor output;
        Tensor[][] slopes;
        using (no_grad())
        {
            var sums = TensorSums.Of<TKernel>(inputs, layout.Reduction == LossReduction.None ? PixelSlice.Whole(inputs) : PixelSlice.Of(inputs));
            var terms = TermTensors.Of<TKernel>(sums);
            output = Output(layout, inputs, sums, terms.Values, withTerms);
            slopes = terms.Slopes;
        }

        return inputs.Prediction.requires_grad && is_grad_enabled()
            ? TensorFunction<TKernel>.apply(inputs.Prediction, new TensorCall(inputs, slopes, output))
            : output;
    }

    /// <summary>
    /// The gradient with respect to the prediction. Without the <paramref name="slopes"/> of the forward pass the sums are made
    /// anew, so that the gradient is itself differentiable.
    /// </summary>
    public static Tensor Gradient(LossInputs inputs, Tensor upstream, Tensor[][]? slopes)
    {
        var isOnce = slopes is not null;
        slopes ??= TermTensors.Of<TKernel>(TensorSums.Of<TKernel>(inputs, PixelSlice.Whole(inputs))).Slopes;
        var along = Along(inputs, upstream, slopes);
        var flat = inputs.Flattened();
        if (!isOnce || TKernel.Layout.Reduction == LossReduction.None)
            return Gradient(flat, PixelSlice.Whole(inputs).Single(), along).reshape(inputs.Prediction.shape);

        var gradient = empty(flat.Prediction.shape, inputs.Prediction.dtype, inputs.Prediction.device);
        foreach (var slice in PixelSlice.Of(inputs))
        {
            using var scope = NewDisposeScope();
            gradient.narrow(2, slice.Start, slice.Count).copy_(Gradient(flat, slice, along));
        }

        return gradient.reshape(inputs.Prediction.shape);
    }

    private static Tensor Gradient(LossInputs inputs, PixelSlice slice, SlopeTensors along)
    {
        var pixels = new PixelTensors(inputs, slice);
        return pixels.Kept(TKernel.Gradient(pixels, along)).to(inputs.Prediction.dtype);
    }

    /// <summary>The slopes along each sum, given the gradient that reaches the result.</summary>
    private static SlopeTensors Along(LossInputs inputs, Tensor upstream, Tensor[][] slopes)
    {
        var layout = TKernel.Layout;
        var along = new SlopeTensors(layout);
        var given = upstream.to(PixelTensors.ComputedType(inputs.Prediction));
        for (var k = 0; k < layout.Terms.Count; k++)
        {
            var term = layout.Terms[k];
            var own = UpstreamOf(layout, inputs, given, k);
            if (term.Overlap < 0)
            {
                along.AddPixel(term.Numerator, own * slopes[k][0]);
                continue;
            }

            for (var s = 0; s < layout.ClassSums; s++)
                along.AddClass(s, (own * slopes[k][s]).unsqueeze(-1));
        }

        return along;
    }

    private static Tensor Output(LossLayout layout, LossInputs inputs, TensorSums sums, Tensor[] values, bool withTerms)
    {
        var shaped = layout.Reduction == LossReduction.None
            ? values.Select((value, k) => Natural(layout, inputs, layout.Terms[k], value)).ToArray()
            : values;
        var total = shaped[0] * Constant.Of(layout.Terms[0].Weight);
        for (var k = 1; k < shaped.Length; k++)
            total += shaped[k] * Constant.Of(layout.Terms[k].Weight);

        // On the CPU the indices were checked; elsewhere a look at them would wait for the device.
        if (sums.OutOfRange is { } wrong && wrong.device_type != TorchSharp.DeviceType.CPU)
            total = total.masked_fill(wrong, Constant.Of(double.NaN));
        return withTerms ? stack([total, .. shaped]) : total;
    }

    /// <summary>
    /// An unreduced pixel term [N, C, P] or [N, 1, P] in the prediction's own shape: without channels where it has a value a
    /// pixel under a softmax, without the classes that it does not look at where it has one an element.
    /// </summary>
    private static Tensor Natural(LossLayout layout, LossInputs inputs, LossTermLayout term, Tensor value)
    {
        if (value.Dimensions != 3)
            return value;
        var shape = inputs.Prediction.shape;
        if (term.FirstClass > 0)
            return value.narrow(1, term.FirstClass, shape[1] - term.FirstClass).reshape([shape[0], shape[1] - term.FirstClass, .. shape.AsSpan(2)]);
        if (term.FirstClass == 0)
            return value.reshape(shape);
        return layout.Mode == SegmentationMode.Multiclass ? value.reshape([shape[0], .. shape.AsSpan(2)]) : value.reshape(shape);
    }

    /// <summary>The gradient that reaches a term, shaped to be multiplied with its slopes.</summary>
    private static Tensor UpstreamOf(LossLayout layout, LossInputs inputs, Tensor upstream, int index)
    {
        var term = layout.Terms[index];
        var isUnreduced = layout.Reduction == LossReduction.None;
        var total = upstream;
        Tensor? own = null;
        if (upstream.Dimensions > UnreducedDimensions(layout, inputs, term))
        {
            total = upstream[0];
            own = upstream[index + 1];
        }

        var sum = total * Constant.Of(term.Weight);
        if (own is not null)
            sum += own;
        if (!isUnreduced)
            return sum;
        if (term.Overlap >= 0)
            return ClassTensors.Upstream(layout, term, sum);
        sum = sum.reshape(inputs.Shape.Samples, -1, inputs.Shape.Pixels);
        return term.FirstClass > 0
            ? cat([zeros([sum.shape[0], term.FirstClass, sum.shape[2]], sum.dtype, sum.device), sum], 1)
            : sum;
    }

    private static int UnreducedDimensions(LossLayout layout, LossInputs inputs, LossTermLayout term)
    {
        if (layout.Reduction != LossReduction.None)
            return 0;
        if (term.Overlap >= 0)
            return ClassTensors.Dimensions(layout, term);
        var dimensions = (int)inputs.Prediction.Dimensions;
        return layout.Mode == SegmentationMode.Multiclass && term.FirstClass < 0 ? dimensions - 1 : dimensions;
    }
}
