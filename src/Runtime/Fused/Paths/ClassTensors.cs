using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>A class term by torch operations: what <see cref="ClassItems"/> and the emitted formula do, for all values at once.</summary>
internal static class ClassTensors
{
    /// <summary>The term's value, unreduced or 0-dim, and its slope along each class sum, [groups or 1, C].</summary>
    public static (Tensor Value, Tensor[] Slopes) Term<TKernel>(TensorSums all, LossTermLayout term)
        where TKernel : ILossKernel
    {
        var layout = TKernel.Layout;
        var volume = term.Join == ClassJoin.Volume ? VolumeWeights(layout, term, all) : null;
        var sums = new TensorQuantity[layout.ClassSums];
        for (var s = 0; s < sums.Length; s++)
            sums[s] = new(Joined(layout, term, all.Class[s], volume));
        var present = layout.AbsentOf(term) != AbsentClass.Smooth ? sums[layout.TargetSum].Value.gt(Constant.Zero) : null;

        // Weights of nothing true are 0, and the formula would be 0/0, whose derivatives no later choice can make 0.
        for (var s = 0; volume is not null && present is not null && s < sums.Length; s++)
            sums[s] = new(TensorFormulas.Keep(present, sums[s].Value, 1));
        var values = new TensorQuantity[layout.OverlapTerms];
        var derivatives = new TensorQuantity[layout.OverlapTerms * sums.Length];
        TKernel.Overlap<TensorQuantity>(sums, values, derivatives);

        var dtype = all.DType;
        var value = values[term.Overlap].Value.to(dtype);
        var shares = Shares(layout, term, all, value, present);
        var weighed = Weighed(value, present, shares);
        var outer = ones([], dtype, weighed.device);
        Tensor result;
        if (layout.Reduction == LossReduction.None)
        {
            result = Natural(layout, term, weighed);
        }
        else
        {
            result = weighed.sum();
            if (term.MeanExponent != 1)
            {
                outer = TensorQuantity.PowerSlope(new(result), term.MeanExponent).Value;
                result = TensorQuantity.Power(new(result), term.MeanExponent).Value;
            }
        }

        var slopes = new Tensor[sums.Length];
        for (var s = 0; s < sums.Length; s++)
        {
            var slope = Weighed(derivatives[(term.Overlap * sums.Length) + s].Value.to(dtype), present, shares) * outer;
            slopes[s] = Spread(layout, term, volume is null ? slope : slope * volume);
        }

        return (result, slopes);
    }

    /// <summary>A gradient that reaches the unreduced term, shaped to be multiplied with its slopes.</summary>
    public static Tensor Upstream(LossLayout layout, LossTermLayout term, Tensor upstream) => term switch
    {
        { Join: ClassJoin.Volume } => upstream.unsqueeze(1),
        { Join: ClassJoin.Samples } => Spread(layout, term, upstream.unsqueeze(0)),
        _ => Spread(layout, term, layout.Over == OverlapScope.Batch ? upstream.unsqueeze(0) : upstream),
    };

    /// <summary>How many dimensions the unreduced term has.</summary>
    public static int Dimensions(LossLayout layout, LossTermLayout term)
        => term.Join == ClassJoin.None && layout.Over == OverlapScope.Sample ? 2 : 1;

    private static Tensor Natural(LossLayout layout, LossTermLayout term, Tensor values) => term.Join switch
    {
        ClassJoin.Volume => values.squeeze(1),
        ClassJoin.Samples => values.squeeze(0),
        _ => layout.Over == OverlapScope.Batch ? values.squeeze(0) : values,
    };

    /// <summary>What the formula gets of one class sum [groups, C].</summary>
    private static Tensor Joined(LossLayout layout, LossTermLayout term, Tensor sums, Tensor? volume) => term switch
    {
        { Join: ClassJoin.Volume } => (OverlapClasses.Pick(layout, sums) * volume!).sum(1, keepdim: true),
        { Join: ClassJoin.Samples, FirstClass: >= 0 } => sums.sum(0, keepdim: true).narrow(1, term.FirstClass, layout.Classes - term.FirstClass),
        { Join: ClassJoin.Samples } => OverlapClasses.Pick(layout, sums.sum(0, keepdim: true)),
        _ => OverlapClasses.Pick(layout, sums),
    };

    /// <summary>The slopes of the chosen classes in the places of all, zeros elsewhere.</summary>
    private static Tensor Spread(LossLayout layout, LossTermLayout term, Tensor slopes)
    {
        if (term.FirstClass < 0)
            return OverlapClasses.PutBack(layout, slopes);
        return term.FirstClass == 0 ? slopes : cat([zeros([slopes.shape[0], term.FirstClass], slopes.dtype, slopes.device), slopes], 1);
    }

    /// <summary>
    /// The weight of each group and chosen class by its volume, [groups, chosen]; an infinite weight becomes the largest finite
    /// one of the group, and a class of which no pixel counts has none.
    /// </summary>
    private static Tensor VolumeWeights(LossLayout layout, LossTermLayout term, TensorSums all)
    {
        var volumes = OverlapClasses.Pick(layout, all.Class[layout.TargetSum]);
        var present = volumes.gt(Constant.Zero);
        var one = ones_like(volumes);
        var finite = term.VolumeWeight == VolumeWeight.Uniform ? one : one / TensorFormulas.Keep(present, volumes, 1);
        if (term.VolumeWeight == VolumeWeight.Square)
            finite = finite * finite;
        var ofPresent = TensorFormulas.Keep(term.VolumeWeight == VolumeWeight.Uniform ? one.ne(Constant.Zero) : present, finite);
        var weights = layout.Absent == AbsentClass.Smooth
            ? maximum(ofPresent, TensorFormulas.Keep(present.bitwise_not(), ofPresent.amax([1L], keepdim: true).expand(volumes.shape)))
            : TensorFormulas.Keep(present, ofPresent);
        if (all.CountedOfClasses() is { } counted)
            weights = TensorFormulas.Keep(OverlapClasses.Pick(layout, counted).gt(Constant.Zero), weights);
        return OverlapClasses.Weights(layout, weights) is { } own ? weights * own : weights;
    }

    /// <summary>
    /// What each value has of the result: its weight, over the sum of the weights (or the counted elements) for a mean, and 0
    /// where it takes no part because no pixel of it is counted or because it is absent and to be skipped.
    /// </summary>
    private static Tensor Shares(LossLayout layout, LossTermLayout term, TensorSums all, Tensor like, Tensor? present)
    {
        var shares = ones_like(like);
        if (term.FirstClass < 0 && term.Join != ClassJoin.Volume && OverlapClasses.Weights(layout, like) is { } weights)
            shares = weights.expand(like.shape);
        if (all.CountedOfClasses() is { } counted)
            shares = shares * Joined(layout, term, counted, term.Join == ClassJoin.Volume ? ones_like(OverlapClasses.Pick(layout, counted)) : null).gt(Constant.Zero).to(like.dtype);
        if (present is not null && layout.AbsentOf(term) == AbsentClass.Skip)
            shares = shares * present.to(like.dtype);
        if (layout.Reduction != LossReduction.Mean)
            return shares;
        var total = term.FirstClass >= 0 ? all.CountedFrom(term.FirstClass) : shares.sum();
        return TensorFormulas.Keep(total.gt(Constant.Zero), shares / total);
    }

    private static Tensor Weighed(Tensor values, Tensor? present, Tensor shares)
    {
        if (present is not null)
            values = TensorFormulas.Keep(present, values);
        return TensorFormulas.Keep(shares.ne(Constant.Zero), values * shares);
    }
}
