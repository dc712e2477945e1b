using System.Runtime.CompilerServices;

namespace MaskSharp;

/// <summary>value ≥ cut; NaN never is.</summary>
internal readonly struct AtLeast<T>(T cut) : IPixelTest<T>
    where T : unmanaged
{
    private readonly T _cut = cut;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Test<TLanes>(TLanes values)
        where TLanes : struct, IValueLanes<TLanes, T> => TLanes.AtLeast(values, TLanes.All(_cut));
}
