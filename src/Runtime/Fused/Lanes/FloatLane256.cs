using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MaskSharp.Fused;

/// <summary>Eight floats in a 256-bit register (AVX2).</summary>
internal readonly unsafe struct FloatLane256 : ILane<FloatLane256>
{
    private readonly Vector256<float> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private FloatLane256(Vector256<float> value) => _value = value;

    public static int Width => 8;

    public static FloatLane256 Zero => default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Create(double value) => new(Vector256.Create((float)value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 operator +(FloatLane256 left, FloatLane256 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 operator -(FloatLane256 left, FloatLane256 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 operator -(FloatLane256 value) => new(-value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 operator *(FloatLane256 left, FloatLane256 right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 operator /(FloatLane256 left, FloatLane256 right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 MultiplyAdd(FloatLane256 left, FloatLane256 right, FloatLane256 addend)
        => new(Vector256.MultiplyAddEstimate(left._value, right._value, addend._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 MultiplySubtract(FloatLane256 left, FloatLane256 right, FloatLane256 subtrahend)
        => Fma.IsSupported
            ? new(Fma.MultiplySubtract(left._value, right._value, subtrahend._value))
            : MultiplyAdd(left, right, -subtrahend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Abs(FloatLane256 value) => new(Vector256.Abs(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Sign(FloatLane256 value)
    {
        var zero = Vector256<float>.Zero;
        var positive = Vector256.GreaterThan(value._value, zero) & Vector256<float>.One;
        return new(Vector256.ConditionalSelect(Vector256.LessThan(value._value, zero), -Vector256<float>.One, positive));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Max(FloatLane256 left, FloatLane256 right) => new(Vector256.MaxNative(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Min(FloatLane256 left, FloatLane256 right) => new(Vector256.MinNative(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 ExpOfNegative(FloatLane256 value) => new(ExpTable.OfNegative(value._value));

    // −|x| is x with its sign set: one operation.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 ExpOfMinusAbs(FloatLane256 value) => new(ExpTable.OfNegative(value._value | Vector256.Create(-0f)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Reciprocal(FloatLane256 value) => new(Vector256<float>.One / value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Log(FloatLane256 value) => new(Logarithm.Of(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 LogOnePlus(FloatLane256 value) => new(Logarithm.OfOnePlus(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 LogOnePlusOfFraction(FloatLane256 value) => new(LogPolynomial.OfOnePlus(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 SelectNonNegative(FloatLane256 value, FloatLane256 whenTrue, FloatLane256 whenFalse)
        => new(Vector256.ConditionalSelect(
            Vector256.GreaterThanOrEqual(value._value, Vector256<float>.Zero), whenTrue._value, whenFalse._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 SelectEqual(FloatLane256 left, FloatLane256 right, FloatLane256 whenTrue, FloatLane256 whenFalse)
        => new(Vector256.ConditionalSelect(Vector256.Equals(left._value, right._value), whenTrue._value, whenFalse._value));

    public static double Sum(FloatLane256 value)
    {
        var (lower, upper) = Vector256.Widen(value._value);
        return Vector256.Sum(lower + upper);
    }

    public static double Minimum(FloatLane256 value)
    {
        var minimum = value._value[0];
        for (var i = 1; i < Width; i++)
            minimum = MathF.Min(minimum, value._value[i]);
        return minimum;
    }

    public static double Maximum(FloatLane256 value)
    {
        var maximum = value._value[0];
        for (var i = 1; i < Width; i++)
            maximum = MathF.Max(maximum, value._value[i]);
        return maximum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Load(float* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Load(double* source)
        => new(Vector256.Narrow(Vector256.Load(source), Vector256.Load(source + 4)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Load(Half* source)
        => new(HalfBits.ToSingle(Avx2.ConvertToVector256Int32((ushort*)source).AsUInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 LoadBFloat16(ushort* source) => new((Avx2.ConvertToVector256Int32(source) << 16).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Load(byte* source)
        => new(Vector256.ConvertToSingle(Avx2.ConvertToVector256Int32(source)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Load(sbyte* source)
        => new(Vector256.ConvertToSingle(Avx2.ConvertToVector256Int32(source)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Load(short* source)
        => new(Vector256.ConvertToSingle(Avx2.ConvertToVector256Int32(source)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Load(int* source) => new(Vector256.ConvertToSingle(Vector256.Load(source)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Load(long* source)
        => new(Vector256.Narrow(
            Vector256.ConvertToDouble(Vector256.Load(source)),
            Vector256.ConvertToDouble(Vector256.Load(source + 4))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(FloatLane256 value, float* destination) => value._value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(FloatLane256 value, double* destination)
    {
        var (lower, upper) = Vector256.Widen(value._value);
        lower.Store(destination);
        upper.Store(destination + 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(FloatLane256 value, Half* destination)
    {
        var bits = HalfBits.FromSingle(value._value);
        Vector128.Narrow(bits.GetLower(), bits.GetUpper()).Store((ushort*)destination);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBFloat16(FloatLane256 value, ushort* destination)
    {
        var bits = BFloat16Bits.FromSingle(value._value);
        Vector128.Narrow(bits.GetLower(), bits.GetUpper()).Store(destination);
    }
}
