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
        return TensorFormulas.Keep(denominator.gt(0), one / denominator);
    }

    private static void AddOverlap<TKernel>(PixelTensors pixels, Tensor[] values, Tensor[][] slopes)
        where TKernel : ILossKernel
    {
        var layout = TKernel.Layout;
        var sums = new TensorQuantity[layout.ClassSums];
        for (var s = 0; s < sums.Length; s++)
            sums[s] = new(OverlapClasses.Pick(layout, pixels.Class[s]));
        var results = new TensorQuantity[layout.OverlapTerms];
        var derivatives = new TensorQuantity[layout.OverlapTerms * sums.Length];
        TKernel.Overlap<TensorQuantity>(sums, results, derivatives);

        var present = layout.TargetSum < 0 ? null : sums[layout.TargetSum].Value.gt(0);
        var shares = Shares(layout, pixels, results[0].Value, present);
        for (var k = 0; k < values.Length; k++)
        {
            var term = layout.Terms[k];
            if (term.Overlap < 0)
                continue;
            var weighed = Weighed(results[term.Overlap].Value, present, shares);
            var outer = ones([], weighed.dtype, weighed.device);
            if (layout.Reduction == LossReduction.None)
            {
                values[k] = layout.Over == OverlapScope.Batch ? weighed.squeeze(0) : weighed;
            }
            else
            {
                values[k] = weighed.sum();
                if (term.MeanExponent != 1)
                {
                    outer = TensorQuantity.PowerSlope(new(values[k]), term.MeanExponent).Value;
                    values[k] = TensorQuantity.Power(new(values[k]), term.MeanExponent).Value;
                }
            }

            slopes[k] = new Tensor[sums.Length];
            for (var s = 0; s < sums.Length; s++)
            {
                // A sum that the term does not look at has no slope.
                var slope = derivatives[(term.Overlap * sums.Length) + s].Value ?? zeros_like(weighed);
                slopes[k][s] = OverlapClasses.PutBack(layout, Weighed(slope, present, shares) * outer);
            }
        }
    }

    /// <summary>
    /// What each group and class has of the result: its weight, over the sum of the weights for a mean, and 0 where it takes no
    /// part because no pixel of it is counted or because it is absent and to be skipped.
    /// </summary>
    private static Tensor Shares(LossLayout layout, PixelTensors pixels, Tensor like, Tensor? present)
    {
        var shares = OverlapClasses.Weights(layout, like) is { } weights ? weights.expand(like.shape) : ones_like(like);
        if (pixels.CountedOfClasses() is { } counted)
            shares = shares * OverlapClasses.Pick(layout, counted).gt(0).to(like.dtype);
        if (present is not null && layout.Absent == AbsentClass.Skip)
            shares = shares * present.to(like.dtype);
        if (layout.Reduction != LossReduction.Mean)
            return shares;
        var total = shares.sum();
        return TensorFormulas.Keep(total.gt(0), shares / total);
    }

    private static Tensor Weighed(Tensor values, Tensor? present, Tensor shares)
    {
        if (present is not null)
            values = TensorFormulas.Keep(present, values);
        return TensorFormulas.Keep(shares.ne(0), values * shares);
    }
}
