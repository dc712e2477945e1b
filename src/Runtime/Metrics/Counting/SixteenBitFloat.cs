using System.Runtime.CompilerServices;
using MaskSharp.Fused;

namespace MaskSharp;

/// <summary>
/// Half and bfloat16 by their bits. Both are sign and magnitude, so that an integer, the key, has their order: the magnitude,
/// complemented for negative values. −0 is −1, just below +0, and NaNs lie beyond ±∞.
/// </summary>
internal sealed class SixteenBitFloat
{
    private readonly short _infinity;
    private readonly Func<double, short> _bits;
    private readonly Lazy<short[]> _labels;

    private SixteenBitFloat(short infinity, Func<double, short> bits, Func<short, float> value)
    {
        _infinity = infinity;
        _bits = bits;
        _labels = new(() => [.. Enumerable.Range(0, ushort.MaxValue + 1).Select(number => ShortLabels.Of(value((short)number)))]);
        Value = value;
    }

    public static SixteenBitFloat Half { get; } = new(
        0x7C00,
        value => BitConverter.HalfToInt16Bits((Half)value),
        bits => (float)BitConverter.Int16BitsToHalf(bits));

    // Through float, as torch does.
    public static SixteenBitFloat BFloat16 { get; } = new(
        0x7F80,
        value => (short)BFloat16Bits.FromSingle((float)value),
        bits => BFloat16Bits.ToSingle((ushort)bits));

    /// <summary>The number that bits stand for.</summary>
    public Func<short, float> Value { get; }

    /// <summary>The label of every number, by its bits; made when first asked for.</summary>
    public ReadOnlySpan<short> Labels => _labels.Value;

    public KeyPlanes Planes => new(_infinity);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Key<TLanes>(TLanes bits)
        where TLanes : struct, IValueLanes<TLanes, short>
        => bits ^ TLanes.WhereAbove(TLanes.All(0), bits, TLanes.All(short.MaxValue), TLanes.All(0));

    /// <summary>value ≥ cut; NaN never is.</summary>
    public KeyBetween AtLeast(double cut) => new(Lowest(_bits(cut)), _infinity);

    /// <summary>value = other, which <see cref="Holds"/>.</summary>
    public KeyBetween EqualTo(int other) => new(Lowest(_bits(other)), Key(_bits(other)));

    /// <summary>Whether the format has this very number.</summary>
    public bool Holds(int number) => Value(_bits(number)) == number;

    private static short Key(short bits) => (short)(bits ^ ((bits >> 15) & short.MaxValue));

    // Both zeros are equal, so a bound of zero starts at −0.
    private static short Lowest(short bits) => (bits & short.MaxValue) == 0 ? (short)-1 : Key(bits);
}
