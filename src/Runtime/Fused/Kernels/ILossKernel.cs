using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>What the generator emits for one loss: its constants, its loops over pixels, and its formulas of sums.</summary>
public interface ILossKernel
{
    /// <summary>The constants of the loss.</summary>
    static abstract LossLayout Layout { get; }

    /// <summary>
    /// Adds the sums over a block to <paramref name="sums"/>: first the counted elements, then the smallest and largest target
    /// value (<see cref="LossLayout.FirstSum"/> places), then the pixel sums, then the class sums of each channel.
    /// </summary>
    /// <typeparam name="TLane">How many pixels are treated at once, and in which precision.</typeparam>
    /// <typeparam name="TBlock">How the tensors' dtypes are read.</typeparam>
    /// <param name="pixels">The block.</param>
    /// <param name="sums">The sums so far, in the order above; finite, but for +∞ and −∞ as the smallest and largest value of no pixel.</param>
    static abstract void Forward<TLane, TBlock>(TBlock pixels, Span<double> sums)
        where TLane : unmanaged, ILane<TLane>
        where TBlock : struct, IPixelBlock<TLane>;

    /// <summary>
    /// Writes the gradient of a block: Σ slope · derivative of the sum at the pixel. The slopes lie as the sums do, without the
    /// <see cref="LossLayout.FirstSum"/> leading places.
    /// </summary>
    /// <typeparam name="TLane">How many pixels are treated at once, and in which precision.</typeparam>
    /// <typeparam name="TBlock">How the tensors' dtypes are read.</typeparam>
    /// <param name="pixels">The block, whose gradient is written.</param>
    /// <param name="slopes">The derivative of the loss with respect to each sum, finite, in the order of the sums; each lane holds one number in all its places.</param>
    static abstract void Backward<TLane, TBlock>(TBlock pixels, ReadOnlySpan<TLane> slopes)
        where TLane : unmanaged, ILane<TLane>
        where TBlock : struct, IPixelBlock<TLane>;

    /// <summary>
    /// The overlap terms of one class from its sums, and their derivatives with respect to each sum (term by term).
    /// </summary>
    /// <typeparam name="T">A number, or a tensor with one number for each group and class.</typeparam>
    /// <param name="sums">One sum a place, in the order of the class sums; its length is <see cref="LossLayout.ClassSums"/>.</param>
    /// <param name="values">Receives a value a term; its length is <see cref="LossLayout.OverlapTerms"/>.</param>
    /// <param name="slopes">Receives the derivatives [<see cref="LossLayout.OverlapTerms"/>, <see cref="LossLayout.ClassSums"/>], flat.</param>
    static abstract void Overlap<T>(ReadOnlySpan<T> sums, Span<T> values, Span<T> slopes)
        where T : IQuantity<T>;

    /// <summary>The same sums by torch operations, for tensors that the kernel cannot read.</summary>
    /// <param name="pixels">The tensors, which take the sums.</param>
    static abstract void Sums(PixelTensors pixels);

    /// <summary>The same gradient by torch operations.</summary>
    /// <param name="pixels">The tensors of the call.</param>
    /// <param name="slopes">The derivatives of the loss with respect to the sums.</param>
    /// <returns>The gradient with respect to the prediction, [N, C, P] in the dtype of <see cref="PixelTensors.Prediction"/>.</returns>
    static abstract Tensor Gradient(PixelTensors pixels, SlopeTensors slopes);
}
