using TorchSharp;
using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>
/// Cross-entropy of the hardest pixels alone: Σ −w_t·log p_t / Σ w_t over the k counted pixels with the largest −w_t·log p_t, k = max(1,
/// ⌊share · counted⌋) over the batch. Bootstrapped cross-entropy (Wu, Shen and van den Hengel 2016; nnU-Net's TopKLoss).
/// </summary>
public sealed class TopKCrossEntropyField : FieldTerm
{
    // What the product of a share such as 0.29 and a count may lack to a whole number.
    private const double Rounding = 1e-9;

    /// <summary>The share of the counted pixels that is taken, above 0 and at most 1.</summary>
    public required double Share { get; init; }

    /// <summary>The weight of each class, finite and at least 0; null weighs all alike.</summary>
    public IReadOnlyList<double>? ClassWeights { get; init; }

    /// <summary>ε, from 0 to below 1: the target is (1 − ε)t_c + ε/C (Szegedy et al. 2016).</summary>
    public double LabelSmoothing { get; init; }

    /// <inheritdoc/>
    internal override Tensor Evaluate(FieldInputs inputs)
    {
        var weights = ClassWeights is null ? null : TensorFormulas.ClassConstants(inputs.Target, [.. ClassWeights]);
        var losses = inputs.Kept(Losses(inputs, weights)).reshape(-1);
        var hardest = Hardest(inputs, losses);
        var chosen = TensorFormulas.Keep(hardest, losses);
        switch (inputs.Layout.Reduction)
        {
            case LossReduction.None:
                return chosen.reshape([inputs.Shape.Samples, .. inputs.Space]);
            case LossReduction.Sum:
                return SteadySum.OfAll(chosen);
            default:
                var counted = hardest.to(losses.dtype);
                var divisor = weights is null ? counted : counted * (weights * inputs.Target).sum(1).reshape(-1);
                return ClassMeans.Quotient(SteadySum.OfAll(chosen), SteadySum.OfAll(divisor));
        }
    }

    /// <summary>−Σ_c w_c·t_c·log p_c with the smoothed target, [N, 1, P].</summary>
    private Tensor Losses(FieldInputs inputs, Tensor? weights)
    {
        var target = inputs.Target;
        if (LabelSmoothing > 0)
            target = (target * Constant.Of(1 - LabelSmoothing)) + Constant.Of(LabelSmoothing / inputs.Shape.Channels);
        if (weights is not null)
            target = weights * target;
        return -TensorFormulas.Weighed(target, inputs.LogProbabilities).sum(1, keepdim: true);
    }

    /// <summary>Which k pixels are hardest, bool [N·P]. Ignored pixels are not among them.</summary>
    private Tensor Hardest(FieldInputs inputs, Tensor losses)
    {
        using var noGradient = no_grad();
        var all = losses.shape[0];
        var counted = inputs.IsCounted?.reshape(-1);
        if (counted is null)
            return Marked(losses, losses.topk((int)Count(all), sorted: false).indexes, ones([Count(all)], ScalarType.Bool, losses.device));

        var ranked = TensorFormulas.Keep(counted, losses, double.NegativeInfinity);
        if (inputs.IsOnCpu)
        {
            var among = counted.sum().ToInt64();
            if (among == 0)
                return zeros_like(counted);
            return Marked(losses, ranked.topk((int)Count(among), sorted: false).indexes, ones([Count(among)], ScalarType.Bool));
        }

        // How many pixels count is known to the device alone: it ranks all, and takes the places below k.
        var share = full([], Constant.Of(Share), inputs.Wide, losses.device);
        var places = ((share * counted.sum().to(inputs.Wide)) + full_like(share, Constant.Of(Rounding))).floor();
        var isTaken = arange(all, ScalarType.Int64, losses.device).lt(TensorFormulas.AtLeast(places, 1).to(ScalarType.Int64));
        return Marked(losses, ranked.sort(0, true).Indices, isTaken).bitwise_and(counted);
    }

    private long Count(long counted) => Math.Max(1, (long)Math.Floor((Share * counted) + Rounding));

    private static Tensor Marked(Tensor like, Tensor indices, Tensor marks)
        => zeros(like.shape, ScalarType.Bool, like.device).scatter(0, indices, marks);
}
