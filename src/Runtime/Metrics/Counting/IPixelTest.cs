using System.Numerics;

namespace MaskSharp;

/// <summary>A yes-or-no question about a pixel's value, asked of one value or of a vector of them.</summary>
internal interface IPixelTest<T>
    where T : unmanaged
{
    bool Test(T value);

    /// <summary>All bits set in the lanes where the answer is yes.</summary>
    Vector<T> Test(Vector<T> values);
}
