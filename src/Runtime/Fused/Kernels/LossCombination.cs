namespace MaskSharp.Fused;

/// <summary>From sums to the values of the terms, and from the terms' upstream gradients back to slopes along the sums.</summary>
internal static class LossCombination<TKernel>
    where TKernel : ILossKernel
{
    /// <summary>The unweighted value of each term; a mean over nothing is 0.</summary>
    public static double[] Values(LossSums sums)
    {
        var layout = TKernel.Layout;
        var values = new double[layout.Terms.Count];
        for (var k = 0; k < values.Length; k++)
        {
            var term = layout.Terms[k];
            values[k] = term.Overlap < 0 ? sums.Pixel[term.Numerator] * Factor(layout, term, sums)
                : term.MeanExponent == 1 ? Mean(term, sums)
                : ScalarQuantity.Power(new(Mean(term, sums)), term.MeanExponent).Value;
        }

        return values;
    }

    /// <summary>The slopes along each sum, given the gradient that reaches each term.</summary>
    public static LossSlopes Slopes(LossSums sums, ReadOnlySpan<double> upstream)
    {
        var layout = TKernel.Layout;
        var slopes = new LossSlopes(sums);
        for (var k = 0; k < layout.Terms.Count; k++)
        {
            var term = layout.Terms[k];
            if (term.Overlap < 0)
                slopes.Pixel[term.Numerator] += upstream[k] * Factor(layout, term, sums);
            else
                AddSlopes(term, sums, upstream[k], slopes);
        }

        return slopes;
    }

    /// <summary>The weighted mean, or the weighted sum, of a class term's values.</summary>
    private static double Mean(LossTermLayout term, LossSums sums)
    {
        var layout = TKernel.Layout;
        var values = new ScalarQuantity[layout.OverlapTerms];
        var slopes = new ScalarQuantity[layout.OverlapTerms * layout.ClassSums];
        var (sum, total) = (0.0, 0.0);
        foreach (var item in ClassItems.Of(layout, term, sums))
        {
            total += item.Weight;
            if (item.Parts.Count == 0)
                continue;
            TKernel.Overlap<ScalarQuantity>(item.Sums, values, slopes);
            sum += item.Weight * values[term.Overlap].Value;
        }

        return sum * Share(layout, term, sums, total);
    }

    private static void AddSlopes(LossTermLayout term, LossSums sums, double upstream, LossSlopes slopes)
    {
        var layout = TKernel.Layout;
        var items = ClassItems.Of(layout, term, sums);
        var outer = upstream * Share(layout, term, sums, items.Sum(item => item.Weight));
        if (term.MeanExponent != 1)
            outer *= ScalarQuantity.PowerSlope(new(Mean(term, sums)), term.MeanExponent).Value;

        var values = new ScalarQuantity[layout.OverlapTerms];
        var own = new ScalarQuantity[layout.OverlapTerms * layout.ClassSums];
        foreach (var item in items)
        {
            if (item.Parts.Count == 0)
                continue;
            TKernel.Overlap<ScalarQuantity>(item.Sums, values, own);
            foreach (var part in item.Parts)
            {
                var into = slopes.Class.AsSpan(((part.Group * sums.Channels) + part.Channel) * layout.ClassSums, layout.ClassSums);
                for (var s = 0; s < into.Length; s++)
                    into[s] += outer * item.Weight * part.Factor * own[(term.Overlap * into.Length) + s].Value;
            }
        }
    }

    /// <summary>What the sum of a class term's values is multiplied with.</summary>
    private static double Share(LossLayout layout, LossTermLayout term, LossSums sums, double weights)
    {
        if (layout.Reduction == LossReduction.Sum)
            return 1;
        var count = term.FirstClass >= 0 ? sums.CountedFrom(term.FirstClass) : weights;
        return count > 0 ? 1 / count : 0;
    }

    private static double Factor(LossLayout layout, LossTermLayout term, LossSums sums)
    {
        if (layout.Reduction == LossReduction.Sum)
            return 1;
        var denominator = term.FirstClass >= 0 ? sums.CountedFrom(term.FirstClass)
            : term.Denominator < 0 ? sums.Count
            : sums.Pixel[term.Denominator];
        return denominator > 0 ? 1 / denominator : 0;
    }
}
