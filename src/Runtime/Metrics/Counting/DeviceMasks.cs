using System.Globalization;
using MaskSharp.Fused;
using static TorchSharp.torch;

namespace MaskSharp;

/// <summary>Which pixels are predicted and true, by a few torch operations where the tensors are.</summary>
internal static class DeviceMasks
{
    /// <summary>Of channels that are each foreground or background.</summary>
    /// <returns>Bool [N, C, S]; what does not count is in neither mask.</returns>
    /// <exception cref="ArgumentException">A counted target value is none to count.</exception>
    public static (Tensor Predicted, Tensor Actual, Tensor Counted) Channels(PixelTensors tensors, double cut, int? ignore)
    {
        var predicted = tensors.Prediction.ge(Constant.Of(cut));
        Tensor actual;
        Tensor? counted = tensors.Mask?.unsqueeze(1);
        if (tensors.TargetIsIndices)
        {
            var (labels, valid) = Labels(tensors, ignore);
            actual = labels.unsqueeze(1).eq(arange(tensors.Classes, device: labels.device).view(1, -1, 1));
            counted = valid.unsqueeze(1);
        }
        else
        {
            actual = tensors.Target.ge(Constant.Of(PixelCounter.TargetCut));
            if (ignore is { } value)
                counted = And(counted, Exact(tensors.Target).ne(Constant.Of((long)value)));
            if (tensors.TargetIsWhole)
                ThrowIfWrong(tensors, And(counted, Exact(tensors.Target).lt(Constant.Zero).logical_or(Exact(tensors.Target).gt(Constant.Of(1L)))));
        }

        counted = (counted ?? ones_like(predicted, ScalarType.Bool)).expand_as(predicted);
        return (predicted.logical_and(counted), actual.logical_and(counted), counted);
    }

    /// <summary>Of exclusive classes.</summary>
    /// <returns>The classes [N, S], whether a pixel counts; a true class is 0 where it does not.</returns>
    /// <exception cref="ArgumentException">A counted target value is no class.</exception>
    public static (Tensor Predicted, Tensor Actual, Tensor Counted) Classes(PixelTensors tensors, int? ignore)
    {
        var (actual, counted) = Labels(tensors, ignore);
        return (ArgMax(tensors.Prediction), actual, counted);
    }

    /// <summary>The true class of each pixel [N, S], 0 where it does not count, and whether it counts.</summary>
    private static (Tensor Labels, Tensor Valid) Labels(PixelTensors tensors, int? ignore)
    {
        var valid = tensors.Mask;
        if (!tensors.TargetIsIndices)
        {
            var largest = ArgMax(is_floating_point(tensors.Target) ? tensors.Target : tensors.Target.to(ScalarType.Int64));
            valid = ignore is { } dropped ? And(valid, largest.ne(Constant.Of((long)dropped))) : valid ?? ones_like(largest, ScalarType.Bool);
            return (largest, valid);
        }

        var target = Exact(tensors.Target);
        valid = ignore is { } value ? And(valid, target.ne(Constant.Of((long)value))) : valid ?? ones_like(target, ScalarType.Bool);
        var labels = target.to(ScalarType.Int64);
        var isClass = target.ge(Constant.Zero).logical_and(target.lt(Constant.Of((long)tensors.Classes))).logical_and(target.eq(labels));
        ThrowIfWrong(tensors, valid.logical_and(isClass.logical_not()));
        return (labels.mul(valid), valid);
    }

    private static void ThrowIfWrong(PixelTensors tensors, Tensor wrong)
    {
        if (wrong.any().item<bool>())
            throw tensors.WrongValue(tensors.Target.masked_select(wrong)[0].to(ScalarType.Float64).item<double>().ToString(CultureInfo.InvariantCulture), "");
    }

    /// <summary>The index of the largest channel [N, S], the lowest where several are; NaN counts as −∞.</summary>
    private static Tensor ArgMax(Tensor channels)
    {
        var values = is_floating_point(channels) ? channels.nan_to_num(double.NegativeInfinity, double.PositiveInfinity, double.NegativeInfinity) : channels;
        var classes = channels.shape[1];

        // torch's argmax promises no order among equals: the lowest index has the highest rank.
        var rank = arange(classes, 0, -1, device: channels.device).view(1, -1, 1);
        return values.eq(values.amax([1], keepdim: true)).mul(rank).amax([1]).neg() + Constant.Of(classes);
    }

    // Small integers wrap a constant and small floats round it, which would ignore other values.
    private static Tensor Exact(Tensor target) => target.dtype switch
    {
        ScalarType.Bool or ScalarType.Byte or ScalarType.Int8 or ScalarType.Int16 => target.to(ScalarType.Int32),
        ScalarType.Float16 or ScalarType.BFloat16 => target.to(ScalarType.Float32),
        _ => target,
    };

    private static Tensor And(Tensor? a, Tensor b) => a is null ? b : a.logical_and(b);
}
