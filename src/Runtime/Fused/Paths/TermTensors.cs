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
    public static TermTensors Of<TKernel>(TensorSums sums)
        where TKernel : ILossKernel
    {
        var layout = TKernel.Layout;
        var values = new Tensor[layout.Terms.Count];
        var slopes = new Tensor[layout.Terms.Count][];
        for (var k = 0; k < values.Length; k++)
        {
            var term = layout.Terms[k];
            if (term.Overlap >= 0)
            {
                (values[k], slopes[k]) = ClassTensors.Term<TKernel>(sums, term);
                continue;
            }

            var factor = Factor(layout, term, sums);
            values[k] = sums.Pixel[term.Numerator] * factor;
            slopes[k] = [factor];
        }

        return new(values, slopes);
    }

    private static Tensor Factor(LossLayout layout, LossTermLayout term, TensorSums sums)
    {
        var one = ones([], sums.DType, sums.Device);
        if (layout.Reduction != LossReduction.Mean)
            return one;
        var denominator = term.FirstClass >= 0 ? sums.CountedFrom(term.FirstClass)
            : term.Denominator < 0 ? sums.CountedElements()
            : sums.Pixel[term.Denominator];
        return TensorFormulas.Keep(denominator.gt(Constant.Zero), one / denominator);
    }
}
