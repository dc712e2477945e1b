using System.Numerics;

namespace MaskSharp;

/// <summary>
/// lowest ≤ key ≤ highest of a 16-bit float given by its bits, where keys are integers in the order of the floats: so
/// half and bfloat16 need no conversion. See <see cref="SixteenBitFloat"/>.
/// </summary>
internal readonly struct KeyBetween(short lowest, short highest) : IPixelTest<short>
{
    private readonly short _lowest = lowest;
    private readonly short _highest = highest;

    public bool Test(short value)
    {
        var key = SixteenBitFloat.Key(value);
        return key >= _lowest && key <= _highest;
    }

    public Vector<short> Test(Vector<short> values)
    {
        var keys = SixteenBitFloat.Key(values);
        return Vector.GreaterThanOrEqual(keys, new Vector<short>(_lowest)) & Vector.LessThanOrEqual(keys, new Vector<short>(_highest));
    }
}
