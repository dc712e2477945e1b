using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>The derivative of the loss with respect to each sum, shaped to be multiplied with tensors [N, C, P].</summary>
public sealed class SlopeTensors
{
    private readonly Tensor?[] _pixel;
    private readonly Tensor?[] _class;

    internal SlopeTensors(LossLayout layout)
    {
        _pixel = new Tensor?[layout.PixelSums];
        _class = new Tensor?[layout.ClassSums];
    }

    /// <summary>Along a sum over all pixels.</summary>
    /// <param name="index">The sum's number, from 0 to <see cref="LossLayout.PixelSums"/> − 1.</param>
    /// <returns>0-dim, or under <see cref="LossReduction.None"/> [N, 1, P] or [N, C, P]; float32 or float64, as the sums.</returns>
    /// <exception cref="InvalidOperationException">No term of the loss depends on the sum.</exception>
    public Tensor Pixel(int index) => _pixel[index] ?? throw new InvalidOperationException("The sum has no slope.");

    /// <summary>Along a sum of each class.</summary>
    /// <param name="index">The sum's number, from 0 to <see cref="LossLayout.ClassSums"/> − 1.</param>
    /// <returns>[groups, C, 1], a group being a sample or the batch; float32 or float64, as the sums.</returns>
    /// <exception cref="InvalidOperationException">No term of the loss depends on the sum.</exception>
    public Tensor Class(int index) => _class[index] ?? throw new InvalidOperationException("The sum has no slope.");

    internal void AddPixel(int index, Tensor slope) => _pixel[index] = _pixel[index] is { } sum ? sum + slope : slope;

    internal void AddClass(int index, Tensor slope) => _class[index] = _class[index] is { } sum ? sum + slope : slope;
}
