using System.Runtime.CompilerServices;

namespace MaskSharp;

/// <summary>Planes of half or bfloat16, compared by their keys: see <see cref="SixteenBitFloat"/>.</summary>
/// <param name="infinity">The key of +∞.</param>
internal readonly unsafe struct KeyPlanes(short infinity) : IPlanes<short>
{
    private readonly short _infinity = infinity;

    public static int Size => sizeof(short);

    public short Lowest => (short)~_infinity;

    /// <summary>Keys of NaN become that of −∞, and −0 becomes +0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Load<TLanes>(byte* first)
        where TLanes : struct, IValueLanes<TLanes, short>
    {
        var keys = SixteenBitFloat.Key(TLanes.Load((short*)first));
        var lowest = TLanes.All(Lowest);
        keys = TLanes.WhereAbove(keys, TLanes.All(_infinity), lowest, keys);
        keys = TLanes.Larger(keys, lowest);

        // −0 is the key just below +0, which all bits set are.
        var negativeZero = TLanes.All(-1);
        return TLanes.WhereEqual(keys, negativeZero, TLanes.All(0), keys);
    }
}
