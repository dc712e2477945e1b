using System.Runtime.CompilerServices;

namespace MaskSharp;

/// <summary>
/// lowest ≤ key ≤ highest of a 16-bit float given by its bits, where keys are integers in the order of the floats: so
/// half and bfloat16 need no conversion. See <see cref="SixteenBitFloat"/>.
/// </summary>
internal readonly struct KeyBetween(short lowest, short highest) : IPixelTest<short>
{
    private readonly short _lowest = lowest;
    private readonly short _highest = highest;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Test<TLanes>(TLanes values)
        where TLanes : struct, IValueLanes<TLanes, short>
    {
        var keys = SixteenBitFloat.Key(values);
        return TLanes.AtLeast(keys, TLanes.All(_lowest)) & TLanes.AtLeast(TLanes.All(_highest), keys);
    }
}
