using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>What a target must be.</summary>
internal static class TargetCheck
{
    /// <summary>
    /// Whether a target holds class indices, [N, …] or [N, 1, …], rather than a value for each element of the prediction, whose shape is
    /// <paramref name="expected"/>.
    /// </summary>
    /// <exception cref="ArgumentException">Its dtype, device or shape does not fit the prediction.</exception>
    public static bool HasClassIndices(LossLayout layout, Tensor prediction, long[] expected, Tensor target)
    {
        if (target.device_type != prediction.device_type || target.device_index != prediction.device_index)
        {
            throw new ArgumentException(
                $"{layout.Name}: target is on {target.device}, expected {prediction.device} as the prediction.", nameof(target));
        }

        if (!IsSupported(target.dtype))
        {
            throw new ArgumentException(
                $"{layout.Name}: target has dtype {target.dtype}, expected a floating, integer or bool dtype.", nameof(target));
        }

        var shape = TensorSizes.Of(target);
        if (shape.AsSpan().SequenceEqual(expected))
        {
            return layout is not { Mode: SegmentationMode.Multiclass, IgnoreIndex: not null }
                ? false
                : throw new ArgumentException(
                    $"{layout.Name}: target has a value for each class, {ShapeText.Of(shape)}, where IgnoreIndex needs class indices "
                    + $"{ShapeText.Of(WithoutChannels(layout, expected))}; pass the ignored pixels as a mask instead.",
                    nameof(target));
        }

        var isIndices = layout.Mode != SegmentationMode.Binary;
        var withoutChannels = WithoutChannels(layout, expected);
        if (shape.AsSpan().SequenceEqual(withoutChannels) || shape.AsSpan().SequenceEqual(WithOneChannel(withoutChannels)))
            return isIndices;

        var alternative = isIndices
            ? $", or class indices {ShapeText.Of(withoutChannels)}"
            : $" or {ShapeText.Of(PredictionCheck.HasChannels(layout, expected) ? withoutChannels : WithOneChannel(withoutChannels))}";
        throw new ArgumentException(
            $"{layout.Name}: target has shape {ShapeText.Of(shape)}, expected {ShapeText.Of(expected)}{alternative}.", nameof(target));
    }

    /// <summary>
    /// Checks by torch operations that the counted values of a CPU tensor are whole and from 0 to <paramref name="largest"/>. On
    /// another device the check would wait for it, so it is left out.
    /// </summary>
    /// <exception cref="ArgumentException">A counted value is no class.</exception>
    public static void Range(LossLayout layout, Tensor target, Tensor? counted, int largest)
    {
        if (target.device_type != DeviceType.CPU || target.dtype == ScalarType.Bool)
            return;

        using var scope = NewDisposeScope();
        var values = counted is null
            ? target
            : where(counted.reshape(target.shape[0], -1, target.numel() / (target.shape[0] * target.shape[1])), target.reshape(target.shape[0], target.shape[1], -1), zeros(1, target.dtype));
        var wrong = values.lt(Constant.Zero).logical_or(values.gt(Constant.Of((long)largest)));
        if (target.is_floating_point())
            wrong = wrong.logical_or(values.ne(values.floor()));
        if (wrong.any().ToBoolean())
            throw OutOfRange(layout, values.masked_select(wrong)[0].ToDouble(), largest);
    }

    /// <summary>
    /// Checks by torch operations that the counted values of a CPU target are classes; values of a floating target that is no list of
    /// class indices may be anything.
    /// </summary>
    /// <exception cref="ArgumentException">A counted value is no class.</exception>
    public static void Values(LossInputs inputs)
    {
        var layout = inputs.Layout;
        var isIndexed = layout.Mode == SegmentationMode.Multiclass && inputs.HasClassIndices;
        if (!isIndexed && inputs.Target.is_floating_point())
            return;
        var target = inputs.Target.reshape(inputs.Shape.Samples, isIndexed ? 1 : inputs.Shape.Channels, -1);
        var counted = inputs.Mask?.unsqueeze(1);
        if (layout.IgnoreIndex is { } ignored)
            counted = counted is null ? target.ne(Constant.Of((long)ignored)) : counted.bitwise_and(target.ne(Constant.Of((long)ignored)));
        Range(layout, target, counted, isIndexed ? layout.Classes - 1 : 1);
    }

    /// <summary>The error for a target value that is no class.</summary>
    public static ArgumentException OutOfRange(LossLayout layout, double target, int largest)
    {
        var isMask = largest == 1 && layout.Mode != SegmentationMode.Multiclass;

        // The 255 of a mask image looks like the usual ignored value: IgnoreIndex = 255 would leave out the foreground, and no error would say so.
        return new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{layout.Name}: target holds the value {target:R}, expected {(isMask ? "0 or 1" : $"class indices from 0 to {largest}")}; ")
            + (isMask && layout.IgnoreIndex is null ? "of a mask image whose foreground has another value take target.ne(0); " : "")
            + (layout.IgnoreIndex is null
                ? "a value that marks ignored pixels belongs into IgnoreIndex."
                : string.Create(CultureInfo.InvariantCulture, $"only IgnoreIndex = {layout.IgnoreIndex} is ignored.")),
            nameof(target));
    }

    private static bool IsSupported(ScalarType dtype) => dtype
        is ScalarType.Float32 or ScalarType.Float64 or ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Bool
        or ScalarType.Byte or ScalarType.Int8 or ScalarType.Int16 or ScalarType.Int32 or ScalarType.Int64;

    private static long[] WithoutChannels(LossLayout layout, long[] shape)
        => PredictionCheck.HasChannels(layout, shape) ? [shape[0], .. shape.AsSpan(2)] : shape;

    private static long[] WithOneChannel(long[] shape) => [shape[0], 1, .. shape.AsSpan(1)];
}
