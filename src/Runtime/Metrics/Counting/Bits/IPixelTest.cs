namespace MaskSharp;

/// <summary>A yes-or-no question about pixels' values.</summary>
internal interface IPixelTest<T>
    where T : unmanaged
{
    /// <summary>One bit a value, the first lowest: set where the answer is yes.</summary>
    ulong Test<TLanes>(TLanes values)
        where TLanes : struct, IValueLanes<TLanes, T>;
}
