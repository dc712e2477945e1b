namespace MaskSharp.Fused;

/// <summary>The tensors' memory, from which each chunk's is reckoned.</summary>
internal readonly unsafe record struct ChunkMemory(BlockMemory Start, bool HasIndexRows)
{
    public static ChunkMemory Of(LossInputs inputs, byte* gradient)
    {
        var mask = inputs.Mask is null ? null : TensorMemory.Of(inputs.Mask);
        return new(
            new(TensorMemory.Of(inputs.Prediction), TensorMemory.Of(inputs.Target), mask, gradient, (nint)inputs.Shape.Pixels),
            inputs.HasClassIndices && inputs.Layout.Mode == SegmentationMode.Multiclass);
    }

    /// <summary>The memory of one chunk; class indices have one row a sample, other targets one a channel.</summary>
    public BlockMemory At<TPrediction, TTarget>(Chunk chunk)
        where TPrediction : unmanaged, IElement
        where TTarget : unmanaged, IElement
        => new(
            Start.Prediction + ((nint)chunk.Element * TPrediction.Size),
            Start.Target + ((nint)(HasIndexRows ? chunk.Pixel : chunk.Element) * TTarget.Size),
            Start.Mask is null ? null : Start.Mask + chunk.Pixel,
            Start.Gradient is null ? null : Start.Gradient + ((nint)chunk.Element * TPrediction.Size),
            Start.ChannelStride);
}
