using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>The terms by torch operations: their values, and their derivatives with respect to the sums.</summary>
/// <param name="Values">Each term's unweighted value, 0-dim or of its natural shape.</param>
/// <param name="Slopes">
/// What backward needs of each term: for a quotient of pixel sums its factor; for an overlap term its slope along each class
/// sum, [groups, C].
/// </param>
internal sealed record TermTensors(Tensor[] Values, Tensor[][] Slopes)
{
    /// <summary>Lets the emitted formulas run over the sums.</summary>
    public static TermTensors Of<TKernel>(PixelTensors pixels)
        where TKernel : ILossKernel
    {
        var layout = TKernel.Layout;
        var values = new Tensor[layout.Terms.Count];
        var slopes = new Tensor[layout.Terms.Count][];
        for (var k = 0; k < values.Length; k++)
        {
            var term = layout.Terms[k];
            if (term.Overlap >= 0)
                continue;
            var factor = Factor(layout, term, pixels);
            values[k] = pixels.Pixel[term.Numerator] * factor;
            slopes[k] = [factor];
        }

        if (layout.OverlapTerms > 0)
            AddOverlap<TKernel>(pixels, values, slopes);
        return new(values, slopes);
    }

    private static Tensor Factor(LossLayout layout, LossTermLayout term, PixelTensors pixels)
    {
        var one = ones([], pixels.Prediction.dtype, pixels.Prediction.device);
        if (layout.Reduction != LossReduction.Mean)
            return one;
        var denominator = term.Denominator < 0 ? pixels.CountedElements() : pixels.Pixel[term.Denominator];
        return where(denominator.gt(0), one / denominator, zeros_like(one));
    }

    private static void AddOverlap<TKernel>(PixelTensors pixels, Tensor[] values, Tensor[][] slopes)
        where TKernel : ILossKernel
    {
        var layout = TKernel.Layout;
        var sums = new TensorQuantity[layout.ClassSums];
        for (var s = 0; s < sums.Length; s++)
            sums[s] = new(WithoutBackground(layout, pixels.Class[s]));
        var results = new TensorQuantity[layout.OverlapTerms];
        var derivatives = new TensorQuantity[layout.OverlapTerms * sums.Length];
        TKernel.Overlap<TensorQuantity>(sums, results, derivatives);

        // A class of which no pixel counts takes no part in the mean.
        var counted = pixels.CountedOfClasses();
        var valid = counted is null ? null : WithoutBackground(layout, counted).gt(0);
        for (var k = 0; k < values.Length; k++)
        {
            var overlap = layout.Terms[k].Overlap;
            if (overlap < 0)
                continue;
            var value = Kept(results[overlap].Value, valid);
            var share = layout.Reduction == LossReduction.Mean ? Share(value, valid) : null;
            values[k] = layout.Reduction switch
            {
                LossReduction.Mean => (value * share!).sum(),
                LossReduction.Sum => value.sum(),
                _ => layout.Over == OverlapScope.Batch ? value.squeeze(0) : value,
            };

            slopes[k] = new Tensor[sums.Length];
            for (var s = 0; s < sums.Length; s++)
            {
                var slope = Kept(derivatives[(overlap * sums.Length) + s].Value, valid);
                slopes[k][s] = WithBackground(layout, share is null ? slope : slope * share);
            }
        }
    }

    private static Tensor Kept(Tensor values, Tensor? valid) => valid is null ? values : where(valid, values, zeros_like(values));

    private static Tensor Share(Tensor values, Tensor? valid)
    {
        if (valid is null)
            return ones([], values.dtype, values.device) / values.numel();
        var count = valid.to(values.dtype).sum();
        return 1 / maximum(count, ones_like(count));
    }

    private static Tensor WithoutBackground(LossLayout layout, Tensor classes)
        => layout.FirstOverlapClass == 0 ? classes : classes.narrow(1, layout.FirstOverlapClass, layout.Classes - layout.FirstOverlapClass);

    /// <summary>Puts zeros where the background was left out.</summary>
    internal static Tensor WithBackground(LossLayout layout, Tensor classes)
        => layout.FirstOverlapClass == 0
            ? classes
            : cat([zeros([classes.shape[0], layout.FirstOverlapClass], classes.dtype, classes.device), classes], 1);
}
