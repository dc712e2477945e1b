using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>A formula's operand on a device: a tensor with one value for each group and class. The dispose scope owns it.</summary>
internal readonly record struct TensorQuantity(Tensor Value) : IQuantity<TensorQuantity>
{
    public static TensorQuantity operator +(TensorQuantity left, TensorQuantity right) => new(left.Value + right.Value);

    public static TensorQuantity operator +(TensorQuantity left, double right) => new(left.Value + Constant.Of(right));

    public static TensorQuantity operator -(TensorQuantity left, TensorQuantity right) => new(left.Value - right.Value);

    public static TensorQuantity operator -(double left, TensorQuantity right) => new(right.Value.neg() + Constant.Of(left));

    public static TensorQuantity operator -(TensorQuantity value) => new(-value.Value);

    public static TensorQuantity operator *(TensorQuantity left, TensorQuantity right) => new(left.Value * right.Value);

    public static TensorQuantity operator *(double left, TensorQuantity right) => new(right.Value * Constant.Of(left));

    public static TensorQuantity operator /(TensorQuantity left, TensorQuantity right) => new(left.Value / right.Value);

    public static TensorQuantity operator /(double left, TensorQuantity right) => new(right.Value.reciprocal() * Constant.Of(left));

    public static TensorQuantity operator -(TensorQuantity left, double right) => new(left.Value - Constant.Of(right));

    public static TensorQuantity Log(TensorQuantity value) => new(value.Value.log());

    public static TensorQuantity Root(TensorQuantity value) => new(value.Value.sqrt());

    // Apple's devices have no float64.
    public static TensorQuantity Wide(TensorQuantity value)
        => value.Value.device_type == TorchSharp.DeviceType.MPS ? value : new(value.Value.to(ScalarType.Float64));

    public static TensorQuantity AtLeast(TensorQuantity value, double minimum) => new(TensorFormulas.AtLeast(value.Value, minimum));

    public static TensorQuantity IsAtLeast(TensorQuantity value, double minimum) => new(value.Value.ge(Constant.Of(minimum)).to(value.Value.dtype));

    public static TensorQuantity Power(TensorQuantity value, double exponent) => new(TensorFormulas.Positive(value.Value).pow(Constant.Of(exponent)));

    public static TensorQuantity PowerSlope(TensorQuantity value, double exponent)
    {
        // The power is taken where it is finite only, so that a second derivative does not meet 0 · ∞.
        var positive = value.Value.gt(Constant.Zero);
        var safe = TensorFormulas.Keep(positive, value.Value, 1);
        return new(TensorFormulas.Keep(positive, safe.pow(Constant.Of(exponent - 1)) * Constant.Of(exponent), exponent == 1 ? 1 : 0));
    }
}
