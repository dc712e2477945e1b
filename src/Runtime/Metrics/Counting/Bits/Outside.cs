using System.Runtime.CompilerServices;

namespace MaskSharp;

/// <summary>value &lt; lowest or value &gt; highest.</summary>
internal readonly struct Outside<T>(T lowest, T highest) : IPixelTest<T>
    where T : unmanaged
{
    private readonly T _lowest = lowest;
    private readonly T _highest = highest;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Test<TLanes>(TLanes values)
        where TLanes : struct, IValueLanes<TLanes, T> => TLanes.Below(values, TLanes.All(_lowest)) | TLanes.Below(TLanes.All(_highest), values);
}
