using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>What emitted losses call: checks the arguments and takes the fused kernel where it can read them, else torch operations.</summary>
public static class FusedLoss
{
    /// <summary>The <see cref="AppContext"/> switch that has every loss take the tensor path, to compare the two or to look into a difference.</summary>
    public const string TensorPathOnly = "MaskSharp.TensorPathOnly";

    private static readonly bool _isTensorPathOnly = AppContext.TryGetSwitch(TensorPathOnly, out var isSet) && isSet;

    /// <summary>The weighted sum of the terms.</summary>
    /// <typeparam name="TKernel">The emitted loss.</typeparam>
    /// <param name="prediction">
    /// [N, C, …] or for Binary [N, …], float32, float64, float16 or bfloat16: logits or probabilities, as <see cref="LossLayout.Input"/> says.
    /// </param>
    /// <param name="target">
    /// Of the prediction's shape (Binary with or without the channel), or of several classes indices [N, …] or [N, 1, …]; any floating, integer or
    /// bool dtype.
    /// </param>
    /// <param name="mask">Broadcastable over [N, 1, …], of any dtype: a pixel counts where it is not 0. Null: all count.</param>
    /// <returns>
    /// 0-dim, or under <see cref="LossReduction.None"/> of the terms' natural shape; float64 of a float64 prediction, else float32; on its device, and
    /// differentiable with respect to it.
    /// </returns>
    /// <exception cref="ArgumentException">An argument's shape, dtype, device or value does not fit the loss, or it was disposed.</exception>
    /// <exception cref="ArgumentNullException">The prediction or the target is null.</exception>
    public static Tensor Total<TKernel>(Tensor prediction, Tensor target, Tensor? mask)
        where TKernel : ILossKernel
    {
        using var scope = NewDisposeScope();
        return Evaluate<TKernel>(Checked<TKernel>(prediction, target, mask), withTerms: false)[0].MoveToOuterDisposeScope();
    }

    /// <summary>The weighted sum of the terms, with the distance map of a boundary term.</summary>
    /// <param name="prediction">As <see cref="Total{TKernel}(Tensor, Tensor, Tensor)"/> takes it.</param>
    /// <param name="target">As <see cref="Total{TKernel}(Tensor, Tensor, Tensor)"/> takes it.</param>
    /// <param name="distanceMap">
    /// Signed distances to the target's borders (<see cref="BoundaryMaps.SignedDistance"/>), of the prediction's shape (Binary with or without the
    /// channel), float32, float64, float16 or bfloat16.
    /// </param>
    /// <param name="mask">As <see cref="Total{TKernel}(Tensor, Tensor, Tensor)"/> takes it.</param>
    /// <exception cref="ArgumentNullException">An argument other than the mask is null.</exception>
    /// <inheritdoc cref="Total{TKernel}(Tensor, Tensor, Tensor)"/>
    public static Tensor TotalWithMap<TKernel>(Tensor prediction, Tensor target, Tensor distanceMap, Tensor? mask)
        where TKernel : ILossKernel
    {
        using var scope = NewDisposeScope();
        return Evaluate<TKernel>(Checked<TKernel>(prediction, target, distanceMap, mask), withTerms: false)[0].MoveToOuterDisposeScope();
    }

    /// <summary>The weighted sum and each term.</summary>
    /// <returns>The sum and the unweighted terms; the caller disposes them.</returns>
    /// <inheritdoc cref="Total{TKernel}(Tensor, Tensor, Tensor)"/>
    public static LossTerms Terms<TKernel>(Tensor prediction, Tensor target, Tensor? mask)
        where TKernel : ILossKernel
    {
        using var scope = NewDisposeScope();
        return Named<TKernel>(Evaluate<TKernel>(Checked<TKernel>(prediction, target, mask), withTerms: true));
    }

    /// <summary>The weighted sum and each term, with the distance map of a boundary term.</summary>
    /// <returns>The sum and the unweighted terms; the caller disposes them.</returns>
    /// <inheritdoc cref="TotalWithMap{TKernel}(Tensor, Tensor, Tensor, Tensor)"/>
    public static LossTerms TermsWithMap<TKernel>(Tensor prediction, Tensor target, Tensor distanceMap, Tensor? mask)
        where TKernel : ILossKernel
    {
        using var scope = NewDisposeScope();
        return Named<TKernel>(Evaluate<TKernel>(Checked<TKernel>(prediction, target, distanceMap, mask), withTerms: true));
    }

    private static LossInputs Checked<TKernel>(Tensor prediction, Tensor target, Tensor? mask)
        where TKernel : ILossKernel
    {
        var inputs = LossInputs.Check(TKernel.Layout, prediction, target, mask);
        DistanceMapCheck.RefuseAsMask(TKernel.Layout, mask);
        return inputs;
    }

    private static LossInputs Checked<TKernel>(Tensor prediction, Tensor target, Tensor distanceMap, Tensor? mask)
        where TKernel : ILossKernel
    {
        ArgumentNullException.ThrowIfNull(distanceMap);
        var inputs = Checked<TKernel>(prediction, target, mask);
        DistanceMapCheck.Check(TKernel.Layout, prediction, distanceMap);
        return inputs with { DistanceMap = distanceMap };
    }

    private static LossTerms Named<TKernel>(List<Tensor> values)
        where TKernel : ILossKernel
    {
        var named = TKernel.Layout.TermNames.Select((name, k) => KeyValuePair.Create(name, values[k + 1].MoveToOuterDisposeScope())).ToArray();
        return new(values[0].MoveToOuterDisposeScope(), named);
    }

    /// <summary>The total and, on request, each term.</summary>
    private static List<Tensor> Evaluate<TKernel>(LossInputs inputs, bool withTerms)
        where TKernel : ILossKernel
    {
        var layout = TKernel.Layout;
        List<Tensor> values = layout.Terms.Count == 0 ? [] : OfKernel<TKernel>(inputs, withTerms);
        if (layout.Fields.Count == 0)
            return values;

        var fields = FieldValues.Of(inputs);
        var total = values.Count == 0 ? null : values[0];
        for (var k = 0; k < fields.Length; k++)
        {
            var weighed = fields[k] * Constant.Of(layout.Fields[k].Weight);
            total = total is null ? weighed : total + weighed;
        }

        return withTerms ? [total!, .. values.Skip(1), .. fields] : [total!];
    }

    private static List<Tensor> OfKernel<TKernel>(LossInputs inputs, bool withTerms)
        where TKernel : ILossKernel
    {
        var value = inputs.CanFuse && !_isTensorPathOnly && TKernel.Layout.Reduction != LossReduction.None
            ? FusedPath<TKernel>.Evaluate(inputs, withTerms)
            : TensorPath<TKernel>.Evaluate(inputs, withTerms);
        return withTerms ? [.. Enumerable.Range(0, TKernel.Layout.Terms.Count + 1).Select(k => value[k])] : [value];
    }
}
