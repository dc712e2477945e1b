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
        var overlap = layout.OverlapTerms == 0 ? [] : OverlapValues(sums);
        for (var k = 0; k < values.Length; k++)
        {
            var term = layout.Terms[k];
            values[k] = term.Overlap >= 0 ? overlap[term.Overlap] : sums.Pixel[term.Numerator] * Factor(layout, term, sums);
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
        }

        if (layout.OverlapTerms > 0)
            AddOverlapSlopes(sums, upstream, slopes);
        return slopes;
    }

    private static double[] OverlapValues(LossSums sums)
    {
        var layout = TKernel.Layout;
        var terms = layout.OverlapTerms;
        var results = new double[terms];
        var operands = new OverlapOperands(layout.ClassSums, terms);
        var valid = 0;
        for (var group = 0; group < sums.Groups; group++)
        {
            for (var channel = layout.FirstOverlapClass; channel < sums.Channels; channel++)
            {
                if (!operands.Load<TKernel>(sums, group, channel))
                    continue;
                valid++;
                for (var k = 0; k < terms; k++)
                    results[k] += operands.Values[k].Value;
            }
        }

        if (layout.Reduction == LossReduction.Mean && valid > 0)
        {
            for (var k = 0; k < terms; k++)
                results[k] /= valid;
        }

        return results;
    }

    private static void AddOverlapSlopes(LossSums sums, ReadOnlySpan<double> upstream, LossSlopes slopes)
    {
        var layout = TKernel.Layout;
        var operands = new OverlapOperands(layout.ClassSums, layout.OverlapTerms);
        var share = layout.Reduction == LossReduction.Mean ? 1.0 / Math.Max(1, CountedClasses(layout, sums)) : 1.0;
        for (var group = 0; group < sums.Groups; group++)
        {
            for (var channel = layout.FirstOverlapClass; channel < sums.Channels; channel++)
            {
                if (!operands.Load<TKernel>(sums, group, channel))
                    continue;
                var into = slopes.Class.AsSpan(((group * sums.Channels) + channel) * layout.ClassSums, layout.ClassSums);
                for (var k = 0; k < layout.Terms.Count; k++)
                {
                    var overlap = layout.Terms[k].Overlap;
                    for (var s = 0; overlap >= 0 && s < into.Length; s++)
                        into[s] += upstream[k] * share * operands.Slopes[(overlap * layout.ClassSums) + s].Value;
                }
            }
        }
    }

    private static int CountedClasses(LossLayout layout, LossSums sums)
    {
        var counted = 0;
        for (var group = 0; group < sums.Groups; group++)
        {
            for (var channel = layout.FirstOverlapClass; channel < sums.Channels; channel++)
                counted += sums.ClassCounts[(group * sums.Channels) + channel] > 0 ? 1 : 0;
        }

        return counted;
    }

    private static double Factor(LossLayout layout, LossTermLayout term, LossSums sums)
    {
        if (layout.Reduction == LossReduction.Sum)
            return 1;
        var denominator = term.Denominator < 0 ? sums.Count : sums.Pixel[term.Denominator];
        return denominator > 0 ? 1 / denominator : 0;
    }
}
