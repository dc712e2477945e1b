using System.Globalization;

namespace MaskSharp.Evaluator.Formats;

/// <summary>A step in space, in millimetres.</summary>
internal readonly record struct MaskVector(double X, double Y, double Z)
{
    public double Length => Math.Sqrt(Dot(this));

    public bool IsFinite => double.IsFinite(X) && double.IsFinite(Y) && double.IsFinite(Z);

    public static MaskVector operator +(MaskVector left, MaskVector right) => new(left.X + right.X, left.Y + right.Y, left.Z + right.Z);

    public static MaskVector operator -(MaskVector left, MaskVector right) => new(left.X - right.X, left.Y - right.Y, left.Z - right.Z);

    public static MaskVector operator *(double factor, MaskVector step) => new(factor * step.X, factor * step.Y, factor * step.Z);

    public double Dot(MaskVector other) => X * other.X + Y * other.Y + Z * other.Z;

    public MaskVector Cross(MaskVector other) => new(Y * other.Z - Z * other.Y, Z * other.X - X * other.Z, X * other.Y - Y * other.X);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"({X:0.####}, {Y:0.####}, {Z:0.####})");
}
