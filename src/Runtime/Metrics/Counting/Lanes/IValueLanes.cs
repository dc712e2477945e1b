namespace MaskSharp;

/// <summary>
/// A few neighbouring values that a counting kernel compares at once: a register of 512, 256 or 128 bits, or one value for the
/// rest of a row. Kernels are generic over it, so that the JIT makes each width from one text.
/// </summary>
/// <typeparam name="TSelf">The lane type itself.</typeparam>
/// <typeparam name="T">What is compared: an integer, float or double.</typeparam>
internal unsafe interface IValueLanes<TSelf, T>
    where TSelf : struct, IValueLanes<TSelf, T>
    where T : unmanaged
{
    /// <summary>How many values there are.</summary>
    static abstract int Count { get; }

    /// <summary>One value in every lane.</summary>
    static abstract TSelf All(T value);

    /// <summary>The values from here on.</summary>
    static abstract TSelf Load(T* first);

    /// <summary>The bytes from here on, each as a number of 16 bits, of which <typeparamref name="T"/> must be.</summary>
    static abstract TSelf Widen(byte* first);

    /// <summary>One bit a lane, the first lowest: set where left ≥ right; NaN never is.</summary>
    static abstract ulong AtLeast(TSelf left, TSelf right);

    /// <summary>One bit a lane, the first lowest: set where left &lt; right; NaN never is.</summary>
    static abstract ulong Below(TSelf left, TSelf right);

    /// <summary>One bit a lane, the first lowest: set where both are equal; NaN never is.</summary>
    static abstract ulong Equal(TSelf left, TSelf right);

    /// <summary>One of two where left &gt; right, the other elsewhere; NaN is above nothing.</summary>
    static abstract TSelf WhereAbove(TSelf left, TSelf right, TSelf above, TSelf otherwise);

    /// <summary>One of two where left and right are equal, the other elsewhere.</summary>
    static abstract TSelf WhereEqual(TSelf left, TSelf right, TSelf equal, TSelf otherwise);

    /// <summary>The larger one; <paramref name="other"/> where <paramref name="value"/> is NaN.</summary>
    static abstract TSelf Larger(TSelf value, TSelf other);

    /// <summary>Bit by bit.</summary>
    static abstract TSelf operator ^(TSelf left, TSelf right);

    /// <summary>Writes whole numbers of <typeparamref name="T"/>'s width as numbers of 16 bits, four lanes in a row.</summary>
    static abstract void StoreShorts(TSelf first, TSelf second, TSelf third, TSelf fourth, short* place);
}
