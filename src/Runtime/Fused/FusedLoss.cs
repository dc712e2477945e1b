using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>What emitted losses call: checks the arguments and takes the fused kernel where it can read them, else torch operations.</summary>
public static class FusedLoss
{
    /// <summary>The <see cref="AppContext"/> switch that has every loss take the tensor path, to compare the two or to look into a difference.</summary>
    public const string TensorPathOnly = "MaskSharp.TensorPathOnly";

    private static readonly bool _isTensorPathOnly = AppContext.TryGetSwitch(TensorPathOnly, out var isSet) && isSet;

    /// <summary>The weighted sum of the terms.</summary>
    /// <exception cref="ArgumentException">An argument's shape, dtype, device or value does not fit the loss.</exception>
    public static Tensor Total<TKernel>(Tensor prediction, Tensor target, Tensor? mask)
        where TKernel : ILossKernel
    {
        using var scope = NewDisposeScope();
        return Evaluate<TKernel>(prediction, target, mask, withTerms: false).MoveToOuterDisposeScope();
    }

    /// <summary>The weighted sum and each term.</summary>
    /// <exception cref="ArgumentException">An argument's shape, dtype, device or value does not fit the loss.</exception>
    public static LossTerms Terms<TKernel>(Tensor prediction, Tensor target, Tensor? mask)
        where TKernel : ILossKernel
    {
        using var scope = NewDisposeScope();
        var values = Evaluate<TKernel>(prediction, target, mask, withTerms: true);
        var terms = TKernel.Layout.Terms;
        var named = new KeyValuePair<string, Tensor>[terms.Count];
        for (var k = 0; k < named.Length; k++)
            named[k] = new(terms[k].Name, values[k + 1].MoveToOuterDisposeScope());
        return new(values[0].MoveToOuterDisposeScope(), named);
    }

    private static Tensor Evaluate<TKernel>(Tensor prediction, Tensor target, Tensor? mask, bool withTerms)
        where TKernel : ILossKernel
    {
        var layout = TKernel.Layout;
        var inputs = LossInputs.Check(layout, prediction, target, mask);
        return inputs.CanFuse && !_isTensorPathOnly && layout.Reduction != LossReduction.None
            ? FusedPath<TKernel>.Evaluate(inputs, withTerms)
            : TensorPath<TKernel>.Evaluate(inputs, withTerms);
    }
}
