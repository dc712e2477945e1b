namespace MaskSharp.Fused;

/// <summary>
/// A run of neighbouring pixels as an emitted kernel sees them: predictions, targets, which pixels count, and where the gradient
/// goes. The indices are those of the first pixel of a lane.
/// </summary>
/// <typeparam name="TLane">The lane the kernel computes in.</typeparam>
public interface IPixelBlock<TLane>
    where TLane : unmanaged, ILane<TLane>
{
    /// <summary>Whether some pixels may be left out, by a mask or by the ignore index.</summary>
    static abstract bool IsMasked { get; }

    /// <summary>
    /// Whether the target came as class indices, one a pixel, instead of a value for each class. A Multiclass kernel reads the
    /// indices themselves; a Multilabel kernel reads them expanded to 0 and 1, with the ignored pixels in the mask.
    /// </summary>
    static abstract bool HasClassIndices { get; }

    /// <summary>Whether the kernel reports the range of the target's values, to find values that are no class.</summary>
    static abstract bool ReportsRange { get; }

    /// <summary>Pixels in the block: a multiple of the lane's width.</summary>
    int Count { get; }

    /// <summary>The block's channel; 0 under a softmax, which treats all.</summary>
    int Channel { get; }

    /// <summary>The prediction of the block's channel.</summary>
    TLane Prediction(int pixel);

    /// <summary>The prediction of channel <paramref name="channel"/>.</summary>
    TLane Prediction(int pixel, int channel);

    /// <summary>The target of the block's channel, or the class index.</summary>
    TLane Target(int pixel);

    /// <summary>The target of channel <paramref name="channel"/>.</summary>
    TLane Target(int pixel, int channel);

    /// <summary>1 where the pixel counts, 0 where the mask leaves it out.</summary>
    TLane Counted(int pixel);

    /// <summary>Writes the gradient of the block's channel.</summary>
    void SetGradient(int pixel, TLane value);

    /// <summary>Writes the gradient of channel <paramref name="channel"/>.</summary>
    void SetGradient(int pixel, int channel, TLane value);
}
