using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>From a value for each group (sample or batch) and chosen class to the result, as overlap terms have it.</summary>
internal static class ClassMeans
{
    /// <summary>
    /// Σw_c·v / Σw_c, the weighed sum, or w_c·v, over the values that take part. A mean over nothing is 0.
    /// </summary>
    /// <param name="layout">Weights and reduction.</param>
    /// <param name="values">[groups, chosen].</param>
    /// <param name="takesPart">Bool [groups, chosen].</param>
    public static Tensor Reduce(LossLayout layout, Tensor values, Tensor takesPart)
    {
        var weights = Weights(layout, values, takesPart);
        var weighed = TensorFormulas.Keep(weights.ne(Constant.Zero), values * weights);
        return layout.Reduction switch
        {
            LossReduction.None => layout.Over == OverlapScope.Batch ? weighed.squeeze(0) : weighed,
            LossReduction.Sum => weighed.sum(),
            _ => Quotient(weighed.sum(), weights.sum()),
        };
    }

    /// <summary>The weight of each value, 0 where it takes no part.</summary>
    public static Tensor Weights(LossLayout layout, Tensor like, Tensor takesPart)
    {
        var part = takesPart.to(like.dtype);
        return OverlapClasses.Weights(layout, like) is { } weights ? weights * part : part;
    }

    /// <summary><paramref name="value"/> / <paramref name="divisor"/>, and 0 where there is nothing to divide by.</summary>
    public static Tensor Quotient(Tensor value, Tensor divisor)
    {
        // A NaN divisor is kept, so that it shows.
        var isAny = divisor.ne(Constant.Zero);
        return TensorFormulas.Keep(isAny, value / TensorFormulas.Keep(isAny, divisor, 1));
    }
}
