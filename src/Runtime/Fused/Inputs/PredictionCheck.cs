using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>What a prediction must be.</summary>
internal static class PredictionCheck
{
    /// <summary>The extent of a prediction [N, C, …], for Binary also [N, …], of the given shape.</summary>
    /// <exception cref="ArgumentException">Its dtype, rank, channel count or emptiness does not fit.</exception>
    public static PixelShape ShapeOf(LossLayout layout, Tensor prediction, long[] shape)
    {
        if (prediction.dtype is not (ScalarType.Float32 or ScalarType.Float64 or ScalarType.Float16 or ScalarType.BFloat16))
        {
            throw new ArgumentException(
                $"{layout.Name}: prediction has dtype {prediction.dtype}, expected float32, float64, float16 or bfloat16.", nameof(prediction));
        }

        if (shape.Length == 0 || (layout.Mode != SegmentationMode.Binary && (shape.Length < 2 || shape[1] != layout.Classes)))
        {
            throw new ArgumentException(
                $"{layout.Name}: prediction has shape {ShapeText.Of(shape)}, expected {ShapeText.Prediction(layout)}.", nameof(prediction));
        }

        var elements = prediction.numel();
        if (elements == 0)
            throw new ArgumentException($"{layout.Name}: prediction is empty, it has shape {ShapeText.Of(shape)}.", nameof(prediction));

        var channels = layout.Mode == SegmentationMode.Binary ? 1 : layout.Classes;
        return new(shape[0], channels, elements / shape[0] / channels);
    }

    /// <summary>Whether the prediction has a channel dimension of its own: always, but for a Binary [N, …].</summary>
    public static bool HasChannels(LossLayout layout, long[] shape)
        => layout.Mode != SegmentationMode.Binary || (shape.Length > 1 && shape[1] == 1);
}
