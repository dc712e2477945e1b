using TorchSharp;
using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>What a distance map must be: floating, with a value for each element of the prediction.</summary>
internal static class DistanceMapCheck
{
    /// <exception cref="ArgumentException">Its device, dtype or shape does not fit the prediction.</exception>
    public static void Check(LossLayout layout, Tensor prediction, Tensor distanceMap)
    {
        if (distanceMap.device_type != prediction.device_type || distanceMap.device_index != prediction.device_index)
            throw new ArgumentException($"{layout.Name}: distanceMap is on {distanceMap.device}, expected {prediction.device} as the prediction.", nameof(distanceMap));
        if (distanceMap.dtype is not (ScalarType.Float32 or ScalarType.Float64 or ScalarType.Float16 or ScalarType.BFloat16))
            throw new ArgumentException($"{layout.Name}: distanceMap has dtype {distanceMap.dtype}, expected float32, float64, float16 or bfloat16.", nameof(distanceMap));

        var expected = prediction.shape;
        if (distanceMap.shape.AsSpan().SequenceEqual(expected))
            return;
        var isBinary = layout.Mode == SegmentationMode.Binary;
        long[] other = PredictionCheck.HasChannels(layout, expected) ? [expected[0], .. expected.AsSpan(2)] : [expected[0], 1, .. expected.AsSpan(1)];
        if (!isBinary || !distanceMap.shape.AsSpan().SequenceEqual(other))
        {
            throw new ArgumentException(
                $"{layout.Name}: distanceMap has shape {ShapeText.Of(distanceMap.shape)}, expected {ShapeText.Of(expected)}{(isBinary ? $" or {ShapeText.Of(other)}" : "")}.", nameof(distanceMap));
        }
    }

    /// <summary>
    /// A distance map given as the third argument is taken for a mask. No mask is negative, and every map of a border is.
    /// </summary>
    /// <exception cref="ArgumentException">The mask is a distance map.</exception>
    public static void RefuseAsMask(LossLayout layout, Tensor? mask)
    {
        if (mask is null || !layout.Fields.Any(field => field.Term is BoundaryField) || !mask.is_floating_point())
            return;
        using var scope = NewDisposeScope();
        if (mask.device_type == DeviceType.CPU && mask.lt(Constant.Zero).any().ToBoolean())
            throw new ArgumentException($"{layout.Name}: mask holds negative values; a distance map is given by name, distanceMap: map.", nameof(mask));
    }
}
