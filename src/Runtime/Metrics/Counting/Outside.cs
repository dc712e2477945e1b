using System.Numerics;

namespace MaskSharp;

/// <summary>value &lt; lowest or value &gt; highest.</summary>
internal readonly struct Outside<T>(T lowest, T highest) : IPixelTest<T>
    where T : unmanaged, INumber<T>
{
    private readonly T _lowest = lowest;
    private readonly T _highest = highest;

    public bool Test(T value) => value < _lowest || value > _highest;

    public Vector<T> Test(Vector<T> values)
        => Vector.LessThan(values, new Vector<T>(_lowest)) | Vector.GreaterThan(values, new Vector<T>(_highest));
}
