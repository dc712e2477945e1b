using System.Runtime.CompilerServices;

namespace MaskSharp.Fused;

/// <summary>
/// Thirty-two floats in two 512-bit registers. An element's operations form one long chain, and the processor looks ahead a few elements
/// only: two chains side by side in the program keep it busier.
/// </summary>
internal readonly unsafe struct FloatLane512Pair : ILane<FloatLane512Pair>
{
    private readonly FloatLane512 _first;
    private readonly FloatLane512 _second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private FloatLane512Pair(FloatLane512 first, FloatLane512 second)
    {
        _first = first;
        _second = second;
    }

    public static int Width => 32;

    public static FloatLane512Pair Zero => default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512Pair Create(double value)
        => new(FloatLane512.Create(value), FloatLane512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512Pair operator +(FloatLane512Pair left, FloatLane512Pair right)
        => new(left._first + right._first, left._second + right._second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512Pair operator -(FloatLane512Pair left, FloatLane512Pair right)
        => new(left._first - right._first, left._second - right._second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512Pair operator *(FloatLane512Pair left, FloatLane512Pair right)
        => new(left._first * right._first, left._second * right._second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512Pair operator /(FloatLane512Pair left, FloatLane512Pair right)
        => new(left._first / right._first, left._second / right._second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512Pair operator -(FloatLane512Pair value)
        => new(-value._first, -value._second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512Pair MultiplyAdd(FloatLane512Pair left, FloatLane512Pair right, FloatLane512Pair addend)
        => new(FloatLane512.MultiplyAdd(left._first, right._first, addend._first), FloatLane512.MultiplyAdd(left._second, right._second, addend._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512Pair MultiplySubtract(FloatLane512Pair left, FloatLane512Pair right, FloatLane512Pair subtrahend)
        => new(FloatLane512.MultiplySubtract(left._first, right._first, subtrahend._first), FloatLane512.MultiplySubtract(left._second, right._second, subtrahend._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512Pair Abs(FloatLane512Pair value)
        => new(FloatLane512.Abs(value._first), FloatLane512.Abs(value._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512Pair Sign(FloatLane512Pair value)
        => new(FloatLane512.Sign(value._first), FloatLane512.Sign(value._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512Pair ExpOfNegative(FloatLane512Pair value)
        => new(FloatLane512.ExpOfNegative(value._first), FloatLane512.ExpOfNegative(value._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512Pair ExpOfMinusAbs(FloatLane512Pair value)
        => new(FloatLane512.ExpOfMinusAbs(value._first), FloatLane512.ExpOfMinusAbs(value._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512Pair Reciprocal(FloatLane512Pair value)
        => new(FloatLane512.Reciprocal(value._first), FloatLane512.Reciprocal(value._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512Pair Log(FloatLane512Pair value)
        => new(FloatLane512.Log(value._first), FloatLane512.Log(value._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512Pair LogOnePlus(FloatLane512Pair value)
        => new(FloatLane512.LogOnePlus(value._first), FloatLane512.LogOnePlus(value._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512Pair LogOnePlusOfFraction(FloatLane512Pair value)
        => new(FloatLane512.LogOnePlusOfFraction(value._first), FloatLane512.LogOnePlusOfFraction(value._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512Pair Max(FloatLane512Pair left, FloatLane512Pair right)
        => new(FloatLane512.Max(left._first, right._first), FloatLane512.Max(left._second, right._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512Pair Min(FloatLane512Pair left, FloatLane512Pair right)
        => new(FloatLane512.Min(left._first, right._first), FloatLane512.Min(left._second, right._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512Pair SelectNonNegative(FloatLane512Pair value, FloatLane512Pair whenTrue, FloatLane512Pair whenFalse)
        => new(FloatLane512.SelectNonNegative(value._first, whenTrue._first, whenFalse._first), FloatLane512.SelectNonNegative(value._second, whenTrue._second, whenFalse._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512Pair SelectEqual(FloatLane512Pair left, FloatLane512Pair right, FloatLane512Pair whenTrue, FloatLane512Pair whenFalse)
        => new(FloatLane512.SelectEqual(left._first, right._first, whenTrue._first, whenFalse._first), FloatLane512.SelectEqual(left._second, right._second, whenTrue._second, whenFalse._second));

    public static double Sum(FloatLane512Pair value) => FloatLane512.Sum(value._first) + FloatLane512.Sum(value._second);

    public static double Minimum(FloatLane512Pair value) => Math.Min(FloatLane512.Minimum(value._first), FloatLane512.Minimum(value._second));

    public static double Maximum(FloatLane512Pair value) => Math.Max(FloatLane512.Maximum(value._first), FloatLane512.Maximum(value._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512Pair Load(float* source)
        => new(FloatLane512.Load(source), FloatLane512.Load(source + 16));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512Pair Load(double* source)
        => new(FloatLane512.Load(source), FloatLane512.Load(source + 16));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512Pair Load(Half* source)
        => new(FloatLane512.Load(source), FloatLane512.Load(source + 16));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512Pair Load(byte* source)
        => new(FloatLane512.Load(source), FloatLane512.Load(source + 16));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512Pair Load(sbyte* source)
        => new(FloatLane512.Load(source), FloatLane512.Load(source + 16));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512Pair Load(short* source)
        => new(FloatLane512.Load(source), FloatLane512.Load(source + 16));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512Pair Load(int* source)
        => new(FloatLane512.Load(source), FloatLane512.Load(source + 16));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512Pair Load(long* source)
        => new(FloatLane512.Load(source), FloatLane512.Load(source + 16));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512Pair LoadBFloat16(ushort* source)
        => new(FloatLane512.LoadBFloat16(source), FloatLane512.LoadBFloat16(source + 16));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(FloatLane512Pair value, float* destination)
    {
        FloatLane512.Store(value._first, destination);
        FloatLane512.Store(value._second, destination + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(FloatLane512Pair value, double* destination)
    {
        FloatLane512.Store(value._first, destination);
        FloatLane512.Store(value._second, destination + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(FloatLane512Pair value, Half* destination)
    {
        FloatLane512.Store(value._first, destination);
        FloatLane512.Store(value._second, destination + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBFloat16(FloatLane512Pair value, ushort* destination)
    {
        FloatLane512.StoreBFloat16(value._first, destination);
        FloatLane512.StoreBFloat16(value._second, destination + 16);
    }
}
