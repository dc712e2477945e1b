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
            values[k] = term.Overlap < 0 ? sums.Pixel[term.Numerator] * Factor(layout, term, sums)
                : term.MeanExponent == 1 ? overlap[term.Overlap]
                : ScalarQuantity.Power(new(overlap[term.Overlap]), term.MeanExponent).Value;
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

    /// <summary>The weighted mean, or the weighted sum, of each overlap term over groups and classes.</summary>
    private static double[] OverlapValues(LossSums sums)
    {
        var layout = TKernel.Layout;
        var results = new double[layout.OverlapTerms];
        var operands = new OverlapOperands(layout);
        var total = 0.0;
        foreach (var (group, place) in Places(layout, sums))
        {
            if (!operands.Load<TKernel>(sums, group, layout.OverlapClass(place)))
                continue;
            var weight = layout.OverlapWeight(place);
            total += weight;
            for (var k = 0; k < results.Length; k++)
                results[k] += weight * operands.Values[k].Value;
        }

        if (layout.Reduction == LossReduction.Mean && total > 0)
        {
            for (var k = 0; k < results.Length; k++)
                results[k] /= total;
        }

        return results;
    }

    private static void AddOverlapSlopes(LossSums sums, ReadOnlySpan<double> upstream, LossSlopes slopes)
    {
        var layout = TKernel.Layout;
        var outer = OuterSlopes(layout, sums, upstream);
        var operands = new OverlapOperands(layout);
        var total = 0.0;
        foreach (var (group, place) in Places(layout, sums))
        {
            var channel = layout.OverlapClass(place);
            if (!operands.Load<TKernel>(sums, group, channel))
                continue;
            var weight = layout.OverlapWeight(place);
            total += weight;
            var into = slopes.Class.AsSpan(((group * sums.Channels) + channel) * layout.ClassSums, layout.ClassSums);
            for (var k = 0; k < outer.Length; k++)
            {
                for (var s = 0; s < into.Length; s++)
                    into[s] += outer[k] * weight * operands.Slopes[(k * into.Length) + s].Value;
            }
        }

        if (layout.Reduction == LossReduction.Mean && total > 0)
        {
            for (var s = 0; s < slopes.Class.Length; s++)
                slopes.Class[s] /= total;
        }
    }

    /// <summary>What reaches the mean of each overlap term, through its exponent where it has one.</summary>
    private static double[] OuterSlopes(LossLayout layout, LossSums sums, ReadOnlySpan<double> upstream)
    {
        var outer = new double[layout.OverlapTerms];
        double[]? means = null;
        for (var k = 0; k < layout.Terms.Count; k++)
        {
            var term = layout.Terms[k];
            if (term.Overlap < 0)
                continue;
            outer[term.Overlap] = upstream[k];
            if (term.MeanExponent == 1)
                continue;
            means ??= OverlapValues(sums);
            outer[term.Overlap] *= ScalarQuantity.PowerSlope(new(means[term.Overlap]), term.MeanExponent).Value;
        }

        return outer;
    }

    private static IEnumerable<(int Group, int Place)> Places(LossLayout layout, LossSums sums)
    {
        for (var group = 0; group < sums.Groups; group++)
        {
            for (var place = 0; place < layout.OverlapCount; place++)
                yield return (group, place);
        }
    }

    private static double Factor(LossLayout layout, LossTermLayout term, LossSums sums)
    {
        if (layout.Reduction == LossReduction.Sum)
            return 1;
        var denominator = term.Denominator < 0 ? sums.Count : sums.Pixel[term.Denominator];
        return denominator > 0 ? 1 / denominator : 0;
    }
}
