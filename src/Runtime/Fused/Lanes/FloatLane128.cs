using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MaskSharp.Fused;

/// <summary>Four floats in a 128-bit register, of any processor that has one (NEON, SSE): nothing here names an instruction.</summary>
internal readonly unsafe struct FloatLane128 : ILane<FloatLane128>
{
    private readonly Vector128<float> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private FloatLane128(Vector128<float> value) => _value = value;

    public static int Width => 4;

    public static FloatLane128 Zero => default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Create(double value) => new(Vector128.Create((float)value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 operator +(FloatLane128 left, FloatLane128 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 operator -(FloatLane128 left, FloatLane128 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 operator -(FloatLane128 value) => new(-value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 operator *(FloatLane128 left, FloatLane128 right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 operator /(FloatLane128 left, FloatLane128 right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 MultiplyAdd(FloatLane128 left, FloatLane128 right, FloatLane128 addend)
        => new(Vector128.MultiplyAddEstimate(left._value, right._value, addend._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Abs(FloatLane128 value) => new(Vector128.Abs(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Sign(FloatLane128 value)
    {
        var zero = Vector128<float>.Zero;
        var positive = Vector128.GreaterThan(value._value, zero) & Vector128<float>.One;
        return new(Vector128.ConditionalSelect(Vector128.LessThan(value._value, zero), -Vector128<float>.One, positive));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Max(FloatLane128 left, FloatLane128 right) => new(Vector128.MaxNative(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Min(FloatLane128 left, FloatLane128 right) => new(Vector128.MinNative(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 ExpOfNegative(FloatLane128 value) => new(ExpSeries.OfNegative(value._value));

    // −|x| is x with its sign set: one operation.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 ExpOfMinusAbs(FloatLane128 value) => new(ExpSeries.OfNegative(value._value | Vector128.Create(-0f)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Reciprocal(FloatLane128 value) => new(Vector128<float>.One / value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Log(FloatLane128 value) => new(Logarithm.Of(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 LogOnePlus(FloatLane128 value) => new(Logarithm.OfOnePlus(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 LogOnePlusOfFraction(FloatLane128 value) => new(LogPolynomial.OfOnePlus(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 SelectNonNegative(FloatLane128 value, FloatLane128 whenTrue, FloatLane128 whenFalse)
        => new(Vector128.ConditionalSelect(
            Vector128.GreaterThanOrEqual(value._value, Vector128<float>.Zero), whenTrue._value, whenFalse._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 SelectEqual(FloatLane128 left, FloatLane128 right, FloatLane128 whenTrue, FloatLane128 whenFalse)
        => new(Vector128.ConditionalSelect(Vector128.Equals(left._value, right._value), whenTrue._value, whenFalse._value));

    public static double Sum(FloatLane128 value)
    {
        var (lower, upper) = Vector128.Widen(value._value);
        return Vector128.Sum(lower + upper);
    }

    public static double Minimum(FloatLane128 value)
    {
        var minimum = value._value[0];
        for (var i = 1; i < Width; i++)
            minimum = MathF.Min(minimum, value._value[i]);
        return minimum;
    }

    public static double Maximum(FloatLane128 value)
    {
        var maximum = value._value[0];
        for (var i = 1; i < Width; i++)
            maximum = MathF.Max(maximum, value._value[i]);
        return maximum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Load(float* source) => new(Vector128.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Load(double* source)
        => new(Vector128.Narrow(Vector128.Load(source), Vector128.Load(source + 2)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Load(Half* source)
        => new(HalfBits.ToSingle(Vector128.WidenLower(FourShorts(source).AsUInt16())));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 LoadBFloat16(ushort* source) => new((Vector128.WidenLower(FourShorts(source).AsUInt16()) << 16).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Load(byte* source)
        => new(Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.WidenLower(FourBytes(source))).AsInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Load(sbyte* source)
        => new(Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.WidenLower(FourBytes(source).AsSByte()))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Load(short* source)
        => new(Vector128.ConvertToSingle(Vector128.WidenLower(FourShorts(source))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Load(int* source) => new(Vector128.ConvertToSingle(Vector128.Load(source)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Load(long* source)
        => new(Vector128.Narrow(
            Vector128.ConvertToDouble(Vector128.Load(source)),
            Vector128.ConvertToDouble(Vector128.Load(source + 2))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(FloatLane128 value, float* destination) => value._value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(FloatLane128 value, double* destination)
    {
        var (lower, upper) = Vector128.Widen(value._value);
        lower.Store(destination);
        upper.Store(destination + 2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(FloatLane128 value, Half* destination) => StoreShorts(HalfBits.FromSingle(value._value), destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBFloat16(FloatLane128 value, ushort* destination) => StoreShorts(BFloat16Bits.FromSingle(value._value), destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> FourBytes(void* source) => Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<uint>(source)).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> FourShorts(void* source) => Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(source)).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreShorts(Vector128<uint> bits, void* destination)
        => Unsafe.WriteUnaligned(destination, Vector128.Narrow(bits, bits).AsUInt64().ToScalar());
}
