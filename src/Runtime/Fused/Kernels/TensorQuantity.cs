using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>A formula's operand on a device: a tensor with one value for each group and class. The dispose scope owns it.</summary>
internal readonly record struct TensorQuantity(Tensor Value) : IQuantity<TensorQuantity>
{
    public static TensorQuantity operator +(TensorQuantity left, TensorQuantity right) => new(left.Value + right.Value);

    public static TensorQuantity operator +(TensorQuantity left, double right) => new(left.Value + right);

    public static TensorQuantity operator -(TensorQuantity left, TensorQuantity right) => new(left.Value - right.Value);

    public static TensorQuantity operator -(double left, TensorQuantity right) => new(left - right.Value);

    public static TensorQuantity operator -(TensorQuantity value) => new(-value.Value);

    public static TensorQuantity operator *(TensorQuantity left, TensorQuantity right) => new(left.Value * right.Value);

    public static TensorQuantity operator *(double left, TensorQuantity right) => new(left * right.Value);

    public static TensorQuantity operator /(TensorQuantity left, TensorQuantity right) => new(left.Value / right.Value);

    public static TensorQuantity operator /(double left, TensorQuantity right) => new(left / right.Value);
}
