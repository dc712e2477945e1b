namespace MaskSharp;

/// <summary>How the memory of channel planes is compared, to find each pixel's largest channel.</summary>
/// <typeparam name="T">What is compared.</typeparam>
internal unsafe interface IPlanes<T>
    where T : unmanaged
{
    /// <summary>Bytes of a value in memory.</summary>
    static abstract int Size { get; }

    /// <summary>What no value is below, once loaded.</summary>
    T Lowest { get; }

    /// <summary>Values in an order in which equal numbers are equal; NaN is not above any.</summary>
    TLanes Load<TLanes>(byte* first)
        where TLanes : struct, IValueLanes<TLanes, T>;
}
