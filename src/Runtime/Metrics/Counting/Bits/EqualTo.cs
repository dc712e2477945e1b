using System.Runtime.CompilerServices;

namespace MaskSharp;

/// <summary>value = other.</summary>
internal readonly struct EqualTo<T>(T other) : IPixelTest<T>
    where T : unmanaged
{
    private readonly T _other = other;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Test<TLanes>(TLanes values)
        where TLanes : struct, IValueLanes<TLanes, T> => TLanes.Equal(values, TLanes.All(_other));
}
