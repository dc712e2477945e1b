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

    public static ScalarQuantity operator -(ScalarQuantity left, double right) => new(left.Value - right);

    public static ScalarQuantity Log(ScalarQuantity value) => new(Math.Log(value.Value));

    public static ScalarQuantity Root(ScalarQuantity value) => new(Math.Sqrt(value.Value));

    public static ScalarQuantity Wide(ScalarQuantity value) => value;

    public static ScalarQuantity AtLeast(ScalarQuantity value, double minimum) => new(Math.Max(value.Value, minimum));

    public static ScalarQuantity IsAtLeast(ScalarQuantity value, double minimum) => new(value.Value >= minimum ? 1 : 0);

    public static ScalarQuantity Power(ScalarQuantity value, double exponent) => new(Math.Pow(Math.Max(value.Value, 0), exponent));

    public static ScalarQuantity PowerSlope(ScalarQuantity value, double exponent)
        => new(value.Value > 0 ? exponent * Math.Pow(value.Value, exponent - 1) : exponent == 1 ? 1 : 0);
}
