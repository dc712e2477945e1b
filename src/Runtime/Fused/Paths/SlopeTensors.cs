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

    /// <summary>Along the sum number <paramref name="index"/> over all pixels.</summary>
    public Tensor Pixel(int index) => _pixel[index] ?? throw new InvalidOperationException("The sum has no slope.");

    /// <summary>Along the class sum number <paramref name="index"/>, [groups, C, 1].</summary>
    public Tensor Class(int index) => _class[index] ?? throw new InvalidOperationException("The sum has no slope.");

    internal void AddPixel(int index, Tensor slope) => _pixel[index] = _pixel[index] is { } sum ? sum + slope : slope;

    internal void AddClass(int index, Tensor slope) => _class[index] = _class[index] is { } sum ? sum + slope : slope;
}
