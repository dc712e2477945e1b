namespace MaskSharp.Fused;

/// <summary>How one tensor dtype is read into lanes and written from them.</summary>
internal unsafe interface IElement
{
    /// <summary>Bytes of one element.</summary>
    static abstract int Size { get; }

    /// <summary>Whether the dtype holds whole numbers only, so that values other than classes are a mistake to report.</summary>
    static abstract bool IsInteger { get; }

    /// <summary>Reads the lane that starts at <paramref name="source"/>.</summary>
    static abstract TLane Load<TLane>(byte* source)
        where TLane : unmanaged, ILane<TLane>;

    /// <summary>Writes the lane that starts at <paramref name="destination"/>; only floating dtypes hold gradients.</summary>
    static abstract void Store<TLane>(TLane value, byte* destination)
        where TLane : unmanaged, ILane<TLane>;
}
