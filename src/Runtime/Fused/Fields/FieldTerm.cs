using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>
/// A loss term that is no formula of sums over pixels, because it looks at an order, a neighbourhood or a distance. The emitted
/// layout holds one with its options; it is evaluated beside the kernel.
/// </summary>
public abstract class FieldTerm
{
    private protected FieldTerm()
    {
    }

    /// <summary>
    /// The term's unweighted value, differentiable with respect to the prediction: 0-dim, or under
    /// <see cref="LossReduction.None"/> of its natural shape. Tensors belong to the current dispose scope.
    /// </summary>
    /// <exception cref="ArgumentException">The tensors have no values to look at (meta device), or too few or many axes.</exception>
    internal abstract Tensor Evaluate(FieldInputs inputs);
}
