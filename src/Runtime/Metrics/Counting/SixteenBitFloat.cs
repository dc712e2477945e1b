using System.Numerics;

namespace MaskSharp;

/// <summary>
/// Half and bfloat16 by their bits. Both are sign and magnitude, so that an integer, the key, has their order: the magnitude,
/// complemented for negative values. −0 is −1, just below +0, and NaNs lie beyond ±∞.
/// </summary>
internal sealed class SixteenBitFloat
{
    private readonly short _infinity;
    private readonly Func<double, short> _bits;

    private SixteenBitFloat(short infinity, Func<double, short> bits, Func<short, float> value)
    {
        _infinity = infinity;
        _bits = bits;
        Value = value;
    }

    public static SixteenBitFloat Half { get; } = new(
        0x7C00,
        value => BitConverter.HalfToInt16Bits((Half)value),
        bits => (float)BitConverter.Int16BitsToHalf(bits));

    // Through float, and to the nearest with ties to even, as torch does.
    public static SixteenBitFloat BFloat16 { get; } = new(
        0x7F80,
        value => (short)((BitConverter.SingleToUInt32Bits((float)value) + 0x7FFF + ((BitConverter.SingleToUInt32Bits((float)value) >> 16) & 1)) >> 16),
        bits => BitConverter.Int32BitsToSingle(bits << 16));

    /// <summary>The number that bits stand for.</summary>
    public Func<short, float> Value { get; }

    public short NegativeInfinityKey => (short)~_infinity;

    public static short Key(short bits) => (short)(bits ^ ((bits >> 15) & short.MaxValue));

    public static Vector<short> Key(Vector<short> bits)
        => bits ^ (Vector.ShiftRightArithmetic(bits, 15) & new Vector<short>(short.MaxValue));

    /// <summary>value ≥ cut; NaN never is.</summary>
    public KeyBetween AtLeast(double cut) => new(Lowest(_bits(cut)), _infinity);

    /// <summary>value = other, which <see cref="Holds"/>.</summary>
    public KeyBetween EqualTo(int other) => new(Lowest(_bits(other)), Key(_bits(other)));

    /// <summary>Whether the format has this very number.</summary>
    public bool Holds(int number) => Value(_bits(number)) == number;

    /// <summary>Keys to compare by: NaN as −∞, and −0 as +0.</summary>
    public void OrderedKeys(ReadOnlySpan<short> bits, Span<short> keys)
    {
        var i = 0;
        for (; i <= bits.Length - Vector<short>.Count; i += Vector<short>.Count)
        {
            var key = Key(new Vector<short>(bits[i..]));
            key = Vector.ConditionalSelect(Vector.GreaterThan(key, new(_infinity)), new(NegativeInfinityKey), key);
            key = Vector.Max(key, new Vector<short>(NegativeInfinityKey));
            Vector.ConditionalSelect(Vector.Equals(key, new(-1)), Vector<short>.Zero, key).CopyTo(keys[i..]);
        }

        for (; i < bits.Length; i++)
        {
            var key = Key(bits[i]);
            keys[i] = key > _infinity || key < NegativeInfinityKey ? NegativeInfinityKey : key == -1 ? (short)0 : key;
        }
    }

    // Both zeros are equal, so a bound of zero starts at −0.
    private static short Lowest(short bits) => (bits & short.MaxValue) == 0 ? (short)-1 : Key(bits);
}
