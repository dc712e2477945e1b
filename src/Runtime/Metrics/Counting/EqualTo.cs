using System.Numerics;

namespace MaskSharp;

/// <summary>value = other.</summary>
internal readonly struct EqualTo<T>(T other) : IPixelTest<T>
    where T : unmanaged, INumber<T>
{
    private readonly T _other = other;

    public bool Test(T value) => value == _other;

    public Vector<T> Test(Vector<T> values) => Vector.Equals(values, new Vector<T>(_other));
}
