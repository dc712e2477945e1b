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
        if (layout.CountSum >= 0)
            pixels.CountClasses(layout.CountSum);
        var values = new Tensor[layout.Terms.Count];
        var slopes = new Tensor[layout.Terms.Count][];
        for (var k = 0; k < values.Length; k++)
        {
            var term = layout.Terms[k];
            if (term.Overlap >= 0)
            {
                (values[k], slopes[k]) = ClassTensors.Term<TKernel>(pixels, term);
                continue;
            }

            var factor = Factor(layout, term, pixels);
            values[k] = pixels.Pixel[term.Numerator] * factor;
            slopes[k] = [factor];
        }

        return new(values, slopes);
    }

    private static Tensor Factor(LossLayout layout, LossTermLayout term, PixelTensors pixels)
    {
        var one = ones([], pixels.Prediction.dtype, pixels.Prediction.device);
        if (layout.Reduction != LossReduction.Mean)
            return one;
        var denominator = term.FirstClass >= 0 ? pixels.CountedFrom(term.FirstClass)
            : term.Denominator < 0 ? pixels.CountedElements()
            : pixels.Pixel[term.Denominator];
        return TensorFormulas.Keep(denominator.gt(0), one / denominator);
    }
}
