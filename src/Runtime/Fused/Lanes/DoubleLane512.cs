using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MaskSharp.Fused;

/// <summary>Eight doubles in a 512-bit register (AVX-512 F and DQ).</summary>
internal readonly unsafe struct DoubleLane512 : ILane<DoubleLane512>
{
    private readonly Vector512<double> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private DoubleLane512(Vector512<double> value) => _value = value;

    public static int Width => 8;

    public static DoubleLane512 Zero => default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Create(double value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 operator +(DoubleLane512 left, DoubleLane512 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 operator -(DoubleLane512 left, DoubleLane512 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 operator -(DoubleLane512 value) => new(-value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 operator *(DoubleLane512 left, DoubleLane512 right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 operator /(DoubleLane512 left, DoubleLane512 right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 MultiplyAdd(DoubleLane512 left, DoubleLane512 right, DoubleLane512 addend)
        => new(Vector512.FusedMultiplyAdd(left._value, right._value, addend._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 MultiplySubtract(DoubleLane512 left, DoubleLane512 right, DoubleLane512 subtrahend)
        => new(Avx512F.FusedMultiplySubtract(left._value, right._value, subtrahend._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Abs(DoubleLane512 value) => new(Vector512.Abs(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Sign(DoubleLane512 value)
    {
        var zero = Vector512<double>.Zero;
        var positive = Vector512.GreaterThan(value._value, zero) & Vector512<double>.One;
        return new(Vector512.ConditionalSelect(Vector512.LessThan(value._value, zero), -Vector512<double>.One, positive));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Max(DoubleLane512 left, DoubleLane512 right) => new(Vector512.MaxNative(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Min(DoubleLane512 left, DoubleLane512 right) => new(Vector512.MinNative(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 ExpOfNegative(DoubleLane512 value) => new(Vector512.Exp(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Reciprocal(DoubleLane512 value) => new(Vector512<double>.One / value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Log(DoubleLane512 value) => new(Vector512.Log(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 LogOnePlus(DoubleLane512 value)
    {
        var one = Vector512<double>.One;
        var sum = one + value._value;
        return new(Vector512.Log(sum) + ((value._value - (sum - one)) / sum));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 SelectNonNegative(DoubleLane512 value, DoubleLane512 whenTrue, DoubleLane512 whenFalse)
        => new(Vector512.ConditionalSelect(
            Vector512.GreaterThanOrEqual(value._value, Vector512<double>.Zero), whenTrue._value, whenFalse._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 SelectEqual(DoubleLane512 left, DoubleLane512 right, DoubleLane512 whenTrue, DoubleLane512 whenFalse)
        => new(Vector512.ConditionalSelect(Vector512.Equals(left._value, right._value), whenTrue._value, whenFalse._value));

    public static double Sum(DoubleLane512 value) => Vector512.Sum(value._value);

    public static double Minimum(DoubleLane512 value)
    {
        var minimum = value._value[0];
        for (var i = 1; i < Width; i++)
            minimum = Math.Min(minimum, value._value[i]);
        return minimum;
    }

    public static double Maximum(DoubleLane512 value)
    {
        var maximum = value._value[0];
        for (var i = 1; i < Width; i++)
            maximum = Math.Max(maximum, value._value[i]);
        return maximum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Load(float* source) => new(Avx512F.ConvertToVector512Double(Vector256.Load(source)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Load(double* source) => new(Vector512.Load(source));

    public static DoubleLane512 Load(Half* source)
    {
        var values = stackalloc double[Width];
        for (var i = 0; i < Width; i++)
            values[i] = (double)source[i];
        return new(Vector512.Load(values));
    }

    public static DoubleLane512 LoadBFloat16(ushort* source)
    {
        var values = stackalloc double[Width];
        for (var i = 0; i < Width; i++)
            values[i] = BFloat16Bits.ToSingle(source[i]);
        return new(Vector512.Load(values));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Load(byte* source)
        => new(Avx512F.ConvertToVector512Double(Avx2.ConvertToVector256Int32(source)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Load(sbyte* source)
        => new(Avx512F.ConvertToVector512Double(Avx2.ConvertToVector256Int32(source)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Load(short* source)
        => new(Avx512F.ConvertToVector512Double(Avx2.ConvertToVector256Int32(source)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Load(int* source) => new(Avx512F.ConvertToVector512Double(Vector256.Load(source)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Load(long* source) => new(Avx512DQ.ConvertToVector512Double(Vector512.Load(source)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(DoubleLane512 value, float* destination)
        => Avx512F.ConvertToVector256Single(value._value).Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(DoubleLane512 value, double* destination) => value._value.Store(destination);

    public static void Store(DoubleLane512 value, Half* destination)
    {
        for (var i = 0; i < Width; i++)
            destination[i] = (Half)value._value[i];
    }

    public static void StoreBFloat16(DoubleLane512 value, ushort* destination)
    {
        for (var i = 0; i < Width; i++)
            destination[i] = BFloat16Bits.FromSingle((float)value._value[i]);
    }
}
