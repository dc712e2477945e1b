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
    /// <param name="pixel">The lane's first pixel: a multiple of the lane's width from 0 on, below <see cref="Count"/>.</param>
    /// <returns>The logits or probabilities of the lane's pixels.</returns>
    TLane Prediction(int pixel);

    /// <summary>The prediction of a channel.</summary>
    /// <param name="pixel">The lane's first pixel: a multiple of the lane's width from 0 on, below <see cref="Count"/>.</param>
    /// <param name="channel">From 0 to C − 1.</param>
    /// <returns>The logits or probabilities of the lane's pixels.</returns>
    TLane Prediction(int pixel, int channel);

    /// <summary>The target of the block's channel, or the class index.</summary>
    /// <param name="pixel">The lane's first pixel: a multiple of the lane's width from 0 on, below <see cref="Count"/>.</param>
    /// <returns>The values, or the class indices, of the lane's pixels; anything where a pixel does not count.</returns>
    TLane Target(int pixel);

    /// <summary>The target of a channel.</summary>
    /// <param name="pixel">The lane's first pixel: a multiple of the lane's width from 0 on, below <see cref="Count"/>.</param>
    /// <param name="channel">From 0 to C − 1.</param>
    /// <returns>The values of the lane's pixels; anything where a pixel does not count.</returns>
    TLane Target(int pixel, int channel);

    /// <summary>Which pixels count, as factors.</summary>
    /// <param name="pixel">The lane's first pixel: a multiple of the lane's width from 0 on, below <see cref="Count"/>.</param>
    /// <returns>1 where the pixel counts, 0 where the mask leaves it out.</returns>
    TLane Counted(int pixel);

    /// <summary>Writes the gradient of the block's channel.</summary>
    /// <param name="pixel">The lane's first pixel: a multiple of the lane's width from 0 on, below <see cref="Count"/>.</param>
    /// <param name="value">The loss's derivatives with respect to the predictions of the lane's pixels.</param>
    void SetGradient(int pixel, TLane value);

    /// <summary>Writes the gradient of a channel.</summary>
    /// <param name="pixel">The lane's first pixel: a multiple of the lane's width from 0 on, below <see cref="Count"/>.</param>
    /// <param name="channel">From 0 to C − 1.</param>
    /// <param name="value">The loss's derivatives with respect to the predictions of the lane's pixels.</param>
    void SetGradient(int pixel, int channel, TLane value);
}
