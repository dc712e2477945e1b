using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>
/// What emitted losses with <c>DeepSupervision</c> call: the weighted sum of a loss over the resolutions of a decoder, the labels
/// resized to each (Lee et al. 2015).
/// </summary>
public static class DeepSupervision
{
    /// <summary>Σ_l w_l · loss of level l, the target resized to each level.</summary>
    /// <typeparam name="TKernel">The emitted loss.</typeparam>
    /// <param name="predictions">
    /// The predictions of the levels, in the order of the weights: each [N, C, …] or for Binary [N, …], of a floating dtype, as
    /// <see cref="FusedLoss.Total{TKernel}(Tensor, Tensor, Tensor)"/> takes it.
    /// </param>
    /// <param name="target">The target [N, C, …], [N, 1, …] or [N, …] at any resolution, in any dtype of a loss's target.</param>
    /// <param name="mask">The mask at the target's resolution, broadcastable over [N, 1, …], nonzero where a pixel counts; any dtype. Null: all count.</param>
    /// <param name="weights">A weight a level, finite and at least 0, one of them above; a level of weight 0 is not looked at.</param>
    /// <returns>
    /// 0-dim, or under <see cref="LossReduction.None"/> of the terms' natural shape; float64 where a level's prediction is, else float32.
    /// </returns>
    /// <exception cref="ArgumentException">The number of levels is another, or a level's arguments do not fit the loss.</exception>
    /// <exception cref="ArgumentNullException">The list, one of its tensors, or the target is null.</exception>
    public static Tensor Total<TKernel>(IReadOnlyList<Tensor> predictions, Tensor target, Tensor? mask, ReadOnlySpan<double> weights)
        where TKernel : ILossKernel
        => Total<TKernel>(LevelArguments.Of(TKernel.Layout, predictions, target, mask, weights.Length), weights);

    /// <summary>Σ_l w_l · loss of level l, each with its own target.</summary>
    /// <param name="predictions">The predictions of the levels, in the order of the weights, each as <see cref="FusedLoss.Total{TKernel}(Tensor, Tensor, Tensor)"/> takes it.</param>
    /// <param name="targets">
    /// The targets of the levels, each as <see cref="FusedLoss.Total{TKernel}(Tensor, Tensor, Tensor)"/> takes it; one of another resolution than its prediction is resized.
    /// </param>
    /// <param name="mask">
    /// The mask at the first target's resolution, broadcastable over [N, 1, …], nonzero where a pixel counts; any dtype. Null: all count.
    /// </param>
    /// <param name="weights">A weight a level, finite and at least 0, one of them above; a level of weight 0 is not looked at.</param>
    /// <exception cref="ArgumentNullException">A list, or one of its tensors, is null.</exception>
    /// <inheritdoc cref="Total{TKernel}(IReadOnlyList{Tensor}, Tensor, Tensor, ReadOnlySpan{double})"/>
    public static Tensor Total<TKernel>(
        IReadOnlyList<Tensor> predictions, IReadOnlyList<Tensor> targets, Tensor? mask, ReadOnlySpan<double> weights)
        where TKernel : ILossKernel
        => Total<TKernel>(LevelArguments.Of(TKernel.Layout, predictions, targets, mask, weights.Length), weights);

    /// <summary>The total and each term, Σ_l w_l · term of level l, the target resized to each level.</summary>
    /// <returns>The sum and the unweighted terms; the caller disposes them.</returns>
    /// <inheritdoc cref="Total{TKernel}(IReadOnlyList{Tensor}, Tensor, Tensor, ReadOnlySpan{double})"/>
    public static LossTerms Terms<TKernel>(IReadOnlyList<Tensor> predictions, Tensor target, Tensor? mask, ReadOnlySpan<double> weights)
        where TKernel : ILossKernel
        => Terms<TKernel>(LevelArguments.Of(TKernel.Layout, predictions, target, mask, weights.Length), weights);

    /// <summary>The total and each term, Σ_l w_l · term of level l, each level with its own target.</summary>
    /// <returns>The sum and the unweighted terms; the caller disposes them.</returns>
    /// <inheritdoc cref="Total{TKernel}(IReadOnlyList{Tensor}, IReadOnlyList{Tensor}, Tensor, ReadOnlySpan{double})"/>
    public static LossTerms Terms<TKernel>(
        IReadOnlyList<Tensor> predictions, IReadOnlyList<Tensor> targets, Tensor? mask, ReadOnlySpan<double> weights)
        where TKernel : ILossKernel
        => Terms<TKernel>(LevelArguments.Of(TKernel.Layout, predictions, targets, mask, weights.Length), weights);

    private static Tensor Total<TKernel>(LevelArguments levels, ReadOnlySpan<double> weights)
        where TKernel : ILossKernel
    {
        using var scope = NewDisposeScope();
        Tensor? total = null;
        for (var level = 0; level < weights.Length; level++)
        {
            if (weights[level] > 0)
                total = Sum(total, levels.Evaluate(level, FusedLoss.Total<TKernel>), weights[level]);
        }

        return total!.MoveToOuterDisposeScope();
    }

    private static LossTerms Terms<TKernel>(LevelArguments levels, ReadOnlySpan<double> weights)
        where TKernel : ILossKernel
    {
        using var scope = NewDisposeScope();
        Tensor? total = null;
        var names = TKernel.Layout.TermNames;
        var sums = new Tensor?[names.Count];
        for (var level = 0; level < weights.Length; level++)
        {
            if (weights[level] == 0)
                continue;
            var own = levels.Evaluate(level, FusedLoss.Terms<TKernel>);
            total = Sum(total, own.Total, weights[level]);
            for (var k = 0; k < sums.Length; k++)
                sums[k] = Sum(sums[k], own.Terms[k].Value, weights[level]);
        }

        var named = new KeyValuePair<string, Tensor>[sums.Length];
        for (var k = 0; k < sums.Length; k++)
            named[k] = new(names[k], sums[k]!.MoveToOuterDisposeScope());
        return new(total!.MoveToOuterDisposeScope(), named);
    }

    private static Tensor Sum(Tensor? sum, Tensor value, double weight)
    {
        var weighed = weight == 1 ? value : value * Constant.Of(weight);
        return sum is null ? weighed : sum + weighed;
    }
}
