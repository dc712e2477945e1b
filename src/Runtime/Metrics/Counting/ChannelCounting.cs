using MaskSharp.Fused;
using static TorchSharp.torch;

namespace MaskSharp;

/// <summary>Counts channels that are each foreground or background (Binary, Multilabel) on the CPU, in one pass.</summary>
internal static unsafe class ChannelCounting
{
    /// <param name="tensors">Contiguous, on the CPU.</param>
    /// <param name="cut">A channel is foreground where its value is at least this.</param>
    /// <param name="ignore">Target value that is not counted.</param>
    public static PixelCounts Count(PixelTensors tensors, double cut, int? ignore)
        => Against(new ChannelTarget(tensors, ignore), tensors.Prediction, cut);

    /// <summary>The same for a target of class indices: each channel's foreground is its own index.</summary>
    /// <param name="tensors">Contiguous, on the CPU.</param>
    /// <param name="cut">A channel is foreground where its value is at least this.</param>
    /// <param name="ignore">Target index that is not counted.</param>
    public static PixelCounts CountIndices(PixelTensors tensors, double cut, int? ignore)
        => Against(new IndexTarget(tensors, ignore), tensors.Prediction, cut);

    private static PixelCounts Against(IChannelTarget target, Tensor prediction, double cut)
    {
        var data = TensorMemory.Of(prediction);
        return prediction.dtype switch
        {
            ScalarType.Float32 => target.Count(new PixelBits<float, AtLeast<float>>((float*)data, PixelValues.AtLeast<float>(cut))),
            ScalarType.Float64 => target.Count(new PixelBits<double, AtLeast<double>>((double*)data, PixelValues.AtLeast<double>(cut))),
            ScalarType.Float16 => target.Count(new PixelBits<short, KeyBetween>((short*)data, SixteenBitFloat.Half.AtLeast(cut))),
            _ => target.Count(new PixelBits<short, KeyBetween>((short*)data, SixteenBitFloat.BFloat16.AtLeast(cut))),
        };
    }
}
