using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MaskSharp;

/// <summary>One value, for the rest of a row.</summary>
internal readonly unsafe struct ValueLanes1<T> : IValueLanes<ValueLanes1<T>, T>
    where T : unmanaged
{
    private readonly Vector128<T> _values;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ValueLanes1(Vector128<T> values) => _values = values;

    public static int Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueLanes1<T> All(T value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueLanes1<T> Load(T* first) => new(Vector128.CreateScalar(*first));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueLanes1<T> Widen(byte* first) => new(Vector128.CreateScalar((ushort)*first).As<ushort, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong AtLeast(ValueLanes1<T> left, ValueLanes1<T> right) => Vector128.GreaterThanOrEqual(left._values, right._values).ExtractMostSignificantBits() & 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Below(ValueLanes1<T> left, ValueLanes1<T> right) => Vector128.LessThan(left._values, right._values).ExtractMostSignificantBits() & 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Equal(ValueLanes1<T> left, ValueLanes1<T> right) => Vector128.Equals(left._values, right._values).ExtractMostSignificantBits() & 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueLanes1<T> WhereAbove(ValueLanes1<T> left, ValueLanes1<T> right, ValueLanes1<T> above, ValueLanes1<T> otherwise)
        => new(Vector128.ConditionalSelect(Vector128.GreaterThan(left._values, right._values), above._values, otherwise._values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueLanes1<T> WhereEqual(ValueLanes1<T> left, ValueLanes1<T> right, ValueLanes1<T> equal, ValueLanes1<T> otherwise)
        => new(Vector128.ConditionalSelect(Vector128.Equals(left._values, right._values), equal._values, otherwise._values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueLanes1<T> Larger(ValueLanes1<T> value, ValueLanes1<T> other) => WhereAbove(value, other, value, other);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueLanes1<T> operator ^(ValueLanes1<T> left, ValueLanes1<T> right) => new(left._values ^ right._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreShorts(ValueLanes1<T> first, ValueLanes1<T> second, ValueLanes1<T> third, ValueLanes1<T> fourth, short* place)
    {
        place[0] = first._values.AsInt16().ToScalar();
        place[1] = second._values.AsInt16().ToScalar();
        place[2] = third._values.AsInt16().ToScalar();
        place[3] = fourth._values.AsInt16().ToScalar();
    }
}
