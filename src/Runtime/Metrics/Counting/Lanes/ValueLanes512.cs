using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MaskSharp;

/// <summary>Values in a 512-bit register.</summary>
internal readonly unsafe struct ValueLanes512<T> : IValueLanes<ValueLanes512<T>, T>
    where T : unmanaged
{
    private readonly Vector512<T> _values;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ValueLanes512(Vector512<T> values) => _values = values;

    public static int Count => Vector512<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueLanes512<T> All(T value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueLanes512<T> Load(T* first) => new(Vector512.Load(first));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueLanes512<T> Widen(byte* first) => new(Vector512.WidenLower(Vector256.Load(first).ToVector512Unsafe()).As<ushort, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong AtLeast(ValueLanes512<T> left, ValueLanes512<T> right) => Vector512.GreaterThanOrEqual(left._values, right._values).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Below(ValueLanes512<T> left, ValueLanes512<T> right) => Vector512.LessThan(left._values, right._values).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Equal(ValueLanes512<T> left, ValueLanes512<T> right) => Vector512.Equals(left._values, right._values).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueLanes512<T> WhereAbove(ValueLanes512<T> left, ValueLanes512<T> right, ValueLanes512<T> above, ValueLanes512<T> otherwise)
        => new(Vector512.ConditionalSelect(Vector512.GreaterThan(left._values, right._values), above._values, otherwise._values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueLanes512<T> WhereEqual(ValueLanes512<T> left, ValueLanes512<T> right, ValueLanes512<T> equal, ValueLanes512<T> otherwise)
        => new(Vector512.ConditionalSelect(Vector512.Equals(left._values, right._values), equal._values, otherwise._values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueLanes512<T> Larger(ValueLanes512<T> value, ValueLanes512<T> other) => WhereAbove(value, other, value, other);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueLanes512<T> operator ^(ValueLanes512<T> left, ValueLanes512<T> right) => new(left._values ^ right._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreShorts(ValueLanes512<T> first, ValueLanes512<T> second, ValueLanes512<T> third, ValueLanes512<T> fourth, short* place)
    {
        if (sizeof(T) == sizeof(long))
        {
            Vector512.Narrow(Integers(first, second), Integers(third, fourth)).Store(place);
        }
        else if (sizeof(T) == sizeof(int))
        {
            Vector512.Narrow(first._values.AsInt32(), second._values.AsInt32()).Store(place);
            Vector512.Narrow(third._values.AsInt32(), fourth._values.AsInt32()).Store(place + (2 * Count));
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
    private static Vector512<int> Integers(ValueLanes512<T> low, ValueLanes512<T> high) => Vector512.Narrow(low._values.AsInt64(), high._values.AsInt64());
}
