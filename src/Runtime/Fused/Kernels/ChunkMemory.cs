namespace MaskSharp.Fused;

/// <summary>The tensors' memory, from which each chunk's is reckoned.</summary>
/// <param name="Start">The first pixel of all.</param>
/// <param name="Channels">Channels that a kernel treats together.</param>
/// <param name="HasIndexRows">Whether the target has one row a sample; else it has one a channel.</param>
/// <param name="Interleaved">Channels of a prediction whose channels lie side by side at each pixel (channels-last); 0 for planes.</param>
internal readonly unsafe record struct ChunkMemory(BlockMemory Start, int Channels, bool HasIndexRows, int Interleaved)
{
    public static ChunkMemory Of(LossInputs inputs, byte* gradient)
    {
        var mask = inputs.Mask is null ? null : TensorMemory.Of(inputs.Mask);
        var stride = (nint)inputs.Shape.Pixels;
        return new(
            new(TensorMemory.Of(inputs.Prediction), TensorMemory.Of(inputs.Target), mask, gradient, stride, stride),
            inputs.Layout.KernelChannels,
            inputs.HasClassIndices && inputs.Layout.Mode == SegmentationMode.Multiclass,
            inputs.Prediction.is_contiguous() ? 0 : inputs.Shape.Channels);
    }

    /// <summary>Has the pages of a chunk's gradient made.</summary>
    public void PopulateGradient<TPrediction>(Chunk chunk)
        where TPrediction : unmanaged, IElement
    {
        var first = Start.Gradient + (Element(chunk) * TPrediction.Size);
        if (Interleaved > 0)
        {
            FreshPages.Populate(first, (long)chunk.Count * Interleaved * TPrediction.Size);
            return;
        }

        for (var c = 0; c < Channels; c++)
            FreshPages.Populate(first + (c * Start.ChannelStride * TPrediction.Size), (long)chunk.Count * TPrediction.Size);
    }

    /// <summary>Hands a chunk's blocks to the kernel: the chunk where it lies, or channels-last memory tile after tile.</summary>
    public void Each<TPrediction, TTarget>(Chunk chunk, Action<BlockMemory, int> kernel)
        where TPrediction : unmanaged, IElement
        where TTarget : unmanaged, IElement
    {
        var pixels = At<TPrediction, TTarget>(chunk);
        if (Interleaved == 0)
        {
            kernel(pixels, chunk.Count);
            return;
        }

        switch (TPrediction.Size)
        {
            case 2:
                new ChannelTiles<ushort>(pixels, Channels, Interleaved).Each<TTarget>(chunk.Count, kernel);
                break;
            case 4:
                new ChannelTiles<uint>(pixels, Channels, Interleaved).Each<TTarget>(chunk.Count, kernel);
                break;
            default:
                new ChannelTiles<ulong>(pixels, Channels, Interleaved).Each<TTarget>(chunk.Count, kernel);
                break;
        }
    }

    private BlockMemory At<TPrediction, TTarget>(Chunk chunk)
        where TPrediction : unmanaged, IElement
        where TTarget : unmanaged, IElement
    {
        var element = Element(chunk);
        return new(
            Start.Prediction + (element * TPrediction.Size),
            Start.Target + ((nint)(HasIndexRows ? chunk.Pixel : chunk.Element) * TTarget.Size),
            Start.Mask is null ? null : Start.Mask + chunk.Pixel,
            Start.Gradient is null ? null : Start.Gradient + (element * TPrediction.Size),
            Start.ChannelStride,
            Start.TargetStride);
    }

    private nint Element(Chunk chunk) => (nint)(Interleaved > 0 ? (chunk.Pixel * Interleaved) + chunk.Channel : chunk.Element);
}
