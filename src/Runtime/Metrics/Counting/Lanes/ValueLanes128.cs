using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MaskSharp;

/// <summary>Values in a 128-bit register, or where the machine has none in what the framework puts in its place.</summary>
internal readonly unsafe struct ValueLanes128<T> : IValueLanes<ValueLanes128<T>, T>
    where T : unmanaged
{
    private readonly Vector128<T> _values;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ValueLanes128(Vector128<T> values) => _values = values;

    public static int Count => Vector128<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueLanes128<T> All(T value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueLanes128<T> Load(T* first) => new(Vector128.Load(first));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueLanes128<T> Widen(byte* first) => new(Vector128.WidenLower(Vector64.Load(first).ToVector128Unsafe()).As<ushort, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong AtLeast(ValueLanes128<T> left, ValueLanes128<T> right) => Vector128.GreaterThanOrEqual(left._values, right._values).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Below(ValueLanes128<T> left, ValueLanes128<T> right) => Vector128.LessThan(left._values, right._values).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Equal(ValueLanes128<T> left, ValueLanes128<T> right) => Vector128.Equals(left._values, right._values).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueLanes128<T> WhereAbove(ValueLanes128<T> left, ValueLanes128<T> right, ValueLanes128<T> above, ValueLanes128<T> otherwise)
        => new(Vector128.ConditionalSelect(Vector128.GreaterThan(left._values, right._values), above._values, otherwise._values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueLanes128<T> WhereEqual(ValueLanes128<T> left, ValueLanes128<T> right, ValueLanes128<T> equal, ValueLanes128<T> otherwise)
        => new(Vector128.ConditionalSelect(Vector128.Equals(left._values, right._values), equal._values, otherwise._values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueLanes128<T> Larger(ValueLanes128<T> value, ValueLanes128<T> other) => WhereAbove(value, other, value, other);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueLanes128<T> operator ^(ValueLanes128<T> left, ValueLanes128<T> right) => new(left._values ^ right._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreShorts(ValueLanes128<T> first, ValueLanes128<T> second, ValueLanes128<T> third, ValueLanes128<T> fourth, short* place)
    {
        if (sizeof(T) == sizeof(long))
        {
            Vector128.Narrow(Integers(first, second), Integers(third, fourth)).Store(place);
        }
        else if (sizeof(T) == sizeof(int))
        {
            Vector128.Narrow(first._values.AsInt32(), second._values.AsInt32()).Store(place);
            Vector128.Narrow(third._values.AsInt32(), fourth._values.AsInt32()).Store(place + (2 * Count));
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
    private static Vector128<int> Integers(ValueLanes128<T> low, ValueLanes128<T> high) => Vector128.Narrow(low._values.AsInt64(), high._values.AsInt64());
}
