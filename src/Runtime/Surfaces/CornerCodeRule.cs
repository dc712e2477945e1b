using System.Numerics;

namespace MaskSharp;

/// <summary>
/// Which of the pixels around a place between pixels are foreground, as a code: bit b stands for the pixel that lies before the
/// place along the last axis if b has the bit 1, along the one before if it has the bit 2, and so on. All is 0 like nothing: no
/// surface runs there.
/// </summary>
internal readonly unsafe struct CornerCodeRule(int[] offsets) : FramedRows.IRule
{
    private readonly int[] _offsets = offsets;
    private readonly byte _all = (byte)((1 << offsets.Length) - 1);

    public static CornerCodeRule Of(int[] strides)
    {
        var offsets = new int[1 << strides.Length];
        for (var b = 0; b < offsets.Length; b++)
        {
            for (var axis = 0; axis < strides.Length; axis++)
                offsets[b] -= (b >> (strides.Length - 1 - axis) & 1) * strides[axis];
        }

        return new(offsets);
    }

    public Vector<byte> Apply(byte* place)
    {
        var code = Vector<byte>.Zero;
        for (var b = 0; b < _offsets.Length; b++)
            code |= Vector.Load(place + _offsets[b]) & new Vector<byte>((byte)(1 << b));
        return Vector.AndNot(code, Vector.Equals(code, new Vector<byte>(_all)));
    }

    public byte ApplyOne(byte* place)
    {
        var code = 0;
        for (var b = 0; b < _offsets.Length; b++)
            code |= place[_offsets[b]] & (1 << b);
        return code == _all ? (byte)0 : (byte)code;
    }
}
