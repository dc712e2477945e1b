using System.Numerics;

namespace MaskSharp;

/// <summary>255 for a foreground pixel with background beside it along an axis, 0 for any other.</summary>
internal readonly unsafe struct BoundaryRule(int[] strides) : FramedRows.IRule
{
    private readonly int[] _strides = strides;

    public Vector<byte> Apply(byte* place)
    {
        var inside = Vector<byte>.AllBitsSet;
        foreach (var stride in _strides)
            inside &= Vector.Load(place - stride) & Vector.Load(place + stride);
        return Vector.AndNot(Vector.Load(place), inside);
    }

    public byte ApplyOne(byte* place)
    {
        var inside = byte.MaxValue;
        foreach (var stride in _strides)
            inside &= (byte)(place[-stride] & place[stride]);
        return (byte)(*place & ~inside);
    }
}
