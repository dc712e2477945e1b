using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MaskSharp.Fused;

/// <summary>Sixteen floats in a 512-bit register (AVX-512 F and DQ).</summary>
internal readonly unsafe struct FloatLane512 : ILane<FloatLane512>
{
    private readonly Vector512<float> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private FloatLane512(Vector512<float> value) => _value = value;

    public static int Width => 16;

    public static FloatLane512 Zero => default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Create(double value) => new(Vector512.Create((float)value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 operator +(FloatLane512 left, FloatLane512 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 operator -(FloatLane512 left, FloatLane512 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 operator -(FloatLane512 value) => new(-value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 operator *(FloatLane512 left, FloatLane512 right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 operator /(FloatLane512 left, FloatLane512 right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 MultiplyAdd(FloatLane512 left, FloatLane512 right, FloatLane512 addend)
        => new(Vector512.MultiplyAddEstimate(left._value, right._value, addend._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 MultiplySubtract(FloatLane512 left, FloatLane512 right, FloatLane512 subtrahend)
        => new(Avx512F.FusedMultiplySubtract(left._value, right._value, subtrahend._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Abs(FloatLane512 value) => new(Vector512.Abs(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Sign(FloatLane512 value)
    {
        var zero = Vector512<float>.Zero;
        var positive = Vector512.GreaterThan(value._value, zero) & Vector512<float>.One;
        return new(Vector512.ConditionalSelect(Vector512.LessThan(value._value, zero), -Vector512<float>.One, positive));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Max(FloatLane512 left, FloatLane512 right) => new(Vector512.MaxNative(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Min(FloatLane512 left, FloatLane512 right) => new(Vector512.MinNative(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 ExpOfNegative(FloatLane512 value) => new(ExpTable.OfNegative(value._value));

    // −|x| is x with its sign set: one operation.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 ExpOfMinusAbs(FloatLane512 value) => new(ExpTable.OfNegative(value._value | Vector512.Create(-0f)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Reciprocal(FloatLane512 value) => new(Vector512<float>.One / value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Log(FloatLane512 value) => new(Logarithm.Of(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 LogOnePlus(FloatLane512 value) => new(Logarithm.OfOnePlus(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 LogOnePlusOfFraction(FloatLane512 value) => new(LogPolynomial.OfOnePlus(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 SelectNonNegative(FloatLane512 value, FloatLane512 whenTrue, FloatLane512 whenFalse)
        => new(Vector512.ConditionalSelect(
            Vector512.GreaterThanOrEqual(value._value, Vector512<float>.Zero), whenTrue._value, whenFalse._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 SelectEqual(FloatLane512 left, FloatLane512 right, FloatLane512 whenTrue, FloatLane512 whenFalse)
        => new(Vector512.ConditionalSelect(Vector512.Equals(left._value, right._value), whenTrue._value, whenFalse._value));

    public static double Sum(FloatLane512 value)
    {
        var (lower, upper) = Vector512.Widen(value._value);
        return Vector512.Sum(lower + upper);
    }

    public static double Minimum(FloatLane512 value)
    {
        var minimum = value._value[0];
        for (var i = 1; i < Width; i++)
            minimum = MathF.Min(minimum, value._value[i]);
        return minimum;
    }

    public static double Maximum(FloatLane512 value)
    {
        var maximum = value._value[0];
        for (var i = 1; i < Width; i++)
            maximum = MathF.Max(maximum, value._value[i]);
        return maximum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Load(float* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Load(double* source)
        => new(Vector512.Narrow(Vector512.Load(source), Vector512.Load(source + 8)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Load(Half* source)
        => new(HalfBits.ToSingle(Avx512F.ConvertToVector512Int32(Vector256.Load((ushort*)source)).AsUInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 LoadBFloat16(ushort* source)
        => new((Avx512F.ConvertToVector512Int32(Vector256.Load(source)) << 16).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Load(byte* source)
        => new(Vector512.ConvertToSingle(Avx512F.ConvertToVector512Int32(Vector128.Load(source))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Load(sbyte* source)
        => new(Vector512.ConvertToSingle(Avx512F.ConvertToVector512Int32(Vector128.Load(source))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Load(short* source)
        => new(Vector512.ConvertToSingle(Avx512F.ConvertToVector512Int32(Vector256.Load(source))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Load(int* source) => new(Vector512.ConvertToSingle(Vector512.Load(source)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Load(long* source)
        => new(Vector512.Create(
            Avx512DQ.ConvertToVector256Single(Vector512.Load(source)),
            Avx512DQ.ConvertToVector256Single(Vector512.Load(source + 8))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(FloatLane512 value, float* destination) => value._value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(FloatLane512 value, double* destination)
    {
        var (lower, upper) = Vector512.Widen(value._value);
        lower.Store(destination);
        upper.Store(destination + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(FloatLane512 value, Half* destination)
        => Avx512F.ConvertToVector256UInt16(HalfBits.FromSingle(value._value)).Store((ushort*)destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBFloat16(FloatLane512 value, ushort* destination)
        => Avx512F.ConvertToVector256UInt16(BFloat16Bits.FromSingle(value._value)).Store(destination);
}
