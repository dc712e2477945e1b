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
    static abstract void Forward<TLane, TBlock>(TBlock pixels, Span<double> sums)
        where TLane : unmanaged, ILane<TLane>
        where TBlock : struct, IPixelBlock<TLane>;

    /// <summary>
    /// Writes the gradient of a block: Σ slope · derivative of the sum at the pixel. The slopes lie as the sums do, without the
    /// <see cref="LossLayout.FirstSum"/> leading places.
    /// </summary>
    static abstract void Backward<TLane, TBlock>(TBlock pixels, ReadOnlySpan<double> slopes)
        where TLane : unmanaged, ILane<TLane>
        where TBlock : struct, IPixelBlock<TLane>;

    /// <summary>
    /// The overlap terms of one class from its sums, and their derivatives with respect to each sum (term by term).
    /// </summary>
    static abstract void Overlap<T>(ReadOnlySpan<T> sums, Span<T> values, Span<T> slopes)
        where T : IQuantity<T>;

    /// <summary>The same sums by torch operations, for tensors that the kernel cannot read.</summary>
    static abstract void Sums(PixelTensors pixels);

    /// <summary>The same gradient by torch operations, [N, C, P].</summary>
    static abstract Tensor Gradient(PixelTensors pixels, SlopeTensors slopes);
}
