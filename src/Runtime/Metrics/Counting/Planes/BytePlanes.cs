using System.Runtime.CompilerServices;

namespace MaskSharp;

/// <summary>Planes of bytes, compared in 16 bits, which hold every class's index.</summary>
/// <param name="flipped">Bits to flip first: 128 gives signed bytes the order of unsigned ones.</param>
internal readonly unsafe struct BytePlanes(short flipped) : IPlanes<short>
{
    private readonly short _flipped = flipped;

    public static int Size => sizeof(byte);

    public short Lowest => short.MinValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Load<TLanes>(byte* first)
        where TLanes : struct, IValueLanes<TLanes, short> => TLanes.Widen(first) ^ TLanes.All(_flipped);
}
