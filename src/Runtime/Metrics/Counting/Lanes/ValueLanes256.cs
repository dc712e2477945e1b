using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MaskSharp;

/// <summary>Values in a 256-bit register.</summary>
internal readonly unsafe struct ValueLanes256<T> : IValueLanes<ValueLanes256<T>, T>
    where T : unmanaged
{
    private readonly Vector256<T> _values;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ValueLanes256(Vector256<T> values) => _values = values;

    public static int Count => Vector256<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueLanes256<T> All(T value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueLanes256<T> Load(T* first) => new(Vector256.Load(first));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueLanes256<T> Widen(byte* first) => new(Vector256.WidenLower(Vector128.Load(first).ToVector256Unsafe()).As<ushort, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong AtLeast(ValueLanes256<T> left, ValueLanes256<T> right) => Vector256.GreaterThanOrEqual(left._values, right._values).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Below(ValueLanes256<T> left, ValueLanes256<T> right) => Vector256.LessThan(left._values, right._values).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Equal(ValueLanes256<T> left, ValueLanes256<T> right) => Vector256.Equals(left._values, right._values).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueLanes256<T> WhereAbove(ValueLanes256<T> left, ValueLanes256<T> right, ValueLanes256<T> above, ValueLanes256<T> otherwise)
        => new(Vector256.ConditionalSelect(Vector256.GreaterThan(left._values, right._values), above._values, otherwise._values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueLanes256<T> WhereEqual(ValueLanes256<T> left, ValueLanes256<T> right, ValueLanes256<T> equal, ValueLanes256<T> otherwise)
        => new(Vector256.ConditionalSelect(Vector256.Equals(left._values, right._values), equal._values, otherwise._values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueLanes256<T> Larger(ValueLanes256<T> value, ValueLanes256<T> other) => WhereAbove(value, other, value, other);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueLanes256<T> operator ^(ValueLanes256<T> left, ValueLanes256<T> right) => new(left._values ^ right._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreShorts(ValueLanes256<T> first, ValueLanes256<T> second, ValueLanes256<T> third, ValueLanes256<T> fourth, short* place)
    {
        if (sizeof(T) == sizeof(long))
        {
            Vector256.Narrow(Integers(first, second), Integers(third, fourth)).Store(place);
        }
        else if (sizeof(T) == sizeof(int))
        {
            Vector256.Narrow(first._values.AsInt32(), second._values.AsInt32()).Store(place);
            Vector256.Narrow(third._values.AsInt32(), fourth._values.AsInt32()).Store(place + (2 * Count));
        }
        else
        {
            first._values.AsInt16().Store(place);
            second._values.AsInt16().Store(place + Count);
            third._values.AsInt16().Store(place + (2 * Count));
            fourth._values.AsInt16().Store(place + (3 * Count));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Integers(ValueLanes256<T> low, ValueLanes256<T> high) => Vector256.Narrow(low._values.AsInt64(), high._values.AsInt64());
}
