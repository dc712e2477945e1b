namespace MaskSharp;

/// <summary>
/// A yes or no of every pixel, read 64 at a time as the bits of a word: the form in which pixels are counted. Bit k is pixel first + k.
/// </summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
internal interface IPixelBits<TSelf>
    where TSelf : struct, IPixelBits<TSelf>
{
    /// <summary>The same answers, counted from another pixel on.</summary>
    TSelf From(long first);

    /// <summary>The answers of 64 pixels.</summary>
    ulong Word(nint first);

    /// <summary>The answers of fewer than 64 pixels; the bits above are 0.</summary>
    ulong Rest(nint first, int count);
}
