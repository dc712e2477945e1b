namespace MaskSharp.Fused;

/// <summary>A formula's operand on the CPU: one double.</summary>
internal readonly record struct ScalarQuantity(double Value) : IQuantity<ScalarQuantity>
{
    public static ScalarQuantity operator +(ScalarQuantity left, ScalarQuantity right) => new(left.Value + right.Value);

    public static ScalarQuantity operator +(ScalarQuantity left, double right) => new(left.Value + right);

    public static ScalarQuantity operator -(ScalarQuantity left, ScalarQuantity right) => new(left.Value - right.Value);

    public static ScalarQuantity operator -(double left, ScalarQuantity right) => new(left - right.Value);

    public static ScalarQuantity operator -(ScalarQuantity value) => new(-value.Value);

    public static ScalarQuantity operator *(ScalarQuantity left, ScalarQuantity right) => new(left.Value * right.Value);

    public static ScalarQuantity operator *(double left, ScalarQuantity right) => new(left * right.Value);

    public static ScalarQuantity operator /(ScalarQuantity left, ScalarQuantity right) => new(left.Value / right.Value);

    public static ScalarQuantity operator /(double left, ScalarQuantity right) => new(left / right.Value);
}
