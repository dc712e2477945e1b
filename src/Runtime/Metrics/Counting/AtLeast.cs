using System.Numerics;

namespace MaskSharp;

/// <summary>value ≥ cut; NaN never is.</summary>
internal readonly struct AtLeast<T>(T cut) : IPixelTest<T>
    where T : unmanaged, INumber<T>
{
    private readonly T _cut = cut;

    public bool Test(T value) => value >= _cut;

    public Vector<T> Test(Vector<T> values) => Vector.GreaterThanOrEqual(values, new Vector<T>(_cut));
}
