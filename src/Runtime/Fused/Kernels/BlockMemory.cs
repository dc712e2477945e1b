namespace MaskSharp.Fused;

/// <summary>Where a block's first pixel lies in the tensors' memory.</summary>
internal readonly unsafe struct BlockMemory(byte* prediction, byte* target, byte* mask, byte* gradient, nint channelStride, nint targetStride)
{
    /// <summary>Prediction of channel 0 or of the block's own channel.</summary>
    public readonly byte* Prediction = prediction;

    /// <summary>Target or class index.</summary>
    public readonly byte* Target = target;

    /// <summary>Bytes 0 and 1, or null.</summary>
    public readonly byte* Mask = mask;

    /// <summary>Gradient, or null in the forward pass.</summary>
    public readonly byte* Gradient = gradient;

    /// <summary>Elements from one channel of prediction and gradient to the next.</summary>
    public readonly nint ChannelStride = channelStride;

    /// <summary>Elements from one channel of the target to the next.</summary>
    public readonly nint TargetStride = targetStride;

    /// <summary>The same memory from a later pixel on.</summary>
    public BlockMemory Advance<TPrediction, TTarget>(nint pixels)
        where TPrediction : unmanaged, IElement
        where TTarget : unmanaged, IElement
        => new(
            Prediction + (pixels * TPrediction.Size),
            Target + (pixels * TTarget.Size),
            Mask is null ? null : Mask + pixels,
            Gradient is null ? null : Gradient + (pixels * TPrediction.Size),
            ChannelStride,
            TargetStride);
}
