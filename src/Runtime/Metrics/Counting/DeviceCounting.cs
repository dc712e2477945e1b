using System.Globalization;
using static TorchSharp.torch;

namespace MaskSharp;

/// <summary>Counts by a few torch operations where the tensors are, and one transfer of the counts: for devices other than the CPU.</summary>
internal static class DeviceCounting
{
    public static PixelCounts CountChannels(PixelTensors tensors, double cut, int? ignore)
    {
        var predicted = tensors.Prediction.ge(cut);
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
            actual = tensors.Target.ge(PixelCounter.TargetCut);
            if (ignore is { } value)
                counted = And(counted, Exact(tensors.Target).ne(value));
            if (tensors.TargetIsWhole)
                ThrowIfWrong(tensors, And(counted, Exact(tensors.Target).lt(0).logical_or(Exact(tensors.Target).gt(1))));
        }

        counted = (counted ?? ones_like(predicted, ScalarType.Bool)).expand_as(predicted);
        predicted = predicted.logical_and(counted);
        actual = actual.logical_and(counted);
        return Transfer(predicted.logical_and(actual).sum(2), predicted.sum(2), actual.sum(2), counted.sum(2));
    }

    public static PixelCounts CountClasses(PixelTensors tensors, int? ignore)
    {
        var predicted = ArgMax(tensors.Prediction);
        var (actual, valid) = Labels(tensors, ignore);

        // Pixels that do not count go to one bin more, which is dropped.
        var unused = full_like(predicted, tensors.Classes);
        Tensor Bins(Tensor labels, Tensor where)
            => zeros(tensors.Samples, tensors.Classes + 1, ScalarType.Int64, labels.device)
                .scatter_add_(1, TorchSharp.torch.where(where, labels, unused), ones_like(labels))
                .narrow(1, 0, tensors.Classes);
        var counted = valid.sum(1, keepdim: true).expand(tensors.Samples, tensors.Classes);
        return Transfer(Bins(predicted, valid.logical_and(predicted.eq(actual))), Bins(predicted, valid), Bins(actual, valid), counted);
    }

    /// <summary>The true class of each pixel [N, S], 0 where it does not count, and whether it counts.</summary>
    private static (Tensor Labels, Tensor Valid) Labels(PixelTensors tensors, int? ignore)
    {
        var valid = tensors.Mask;
        if (!tensors.TargetIsIndices)
        {
            var largest = ArgMax(is_floating_point(tensors.Target) ? tensors.Target : tensors.Target.to(ScalarType.Int64));
            valid = ignore is { } dropped ? And(valid, largest.ne(dropped)) : valid ?? ones_like(largest, ScalarType.Bool);
            return (largest, valid);
        }

        var target = Exact(tensors.Target);
        valid = ignore is { } value ? And(valid, target.ne(value)) : valid ?? ones_like(target, ScalarType.Bool);
        var labels = target.to(ScalarType.Int64);
        var isClass = target.ge(0).logical_and(target.lt(tensors.Classes)).logical_and(target.eq(labels));
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
        return classes - values.eq(values.amax([1], keepdim: true)).mul(rank).amax([1]);
    }

    // Small integers wrap a constant and small floats round it, which would ignore other values.
    private static Tensor Exact(Tensor target) => target.dtype switch
    {
        ScalarType.Bool or ScalarType.Byte or ScalarType.Int8 or ScalarType.Int16 => target.to(ScalarType.Int32),
        ScalarType.Float16 or ScalarType.BFloat16 => target.to(ScalarType.Float32),
        _ => target,
    };

    private static Tensor And(Tensor? a, Tensor b) => a is null ? b : a.logical_and(b);

    private static PixelCounts Transfer(Tensor both, Tensor predicted, Tensor actual, Tensor counted)
    {
        var totals = stack([both, predicted, actual, counted]).cpu().data<long>().ToArray();
        var (samples, classes) = ((int)both.shape[0], (int)both.shape[1]);
        var size = samples * classes;
        return PixelCounts.Build(samples, classes, (sample, c) =>
        {
            var i = (sample * classes) + c;
            return new PixelTotals { Both = totals[i], Predicted = totals[i + size], Actual = totals[i + (2 * size)], Counted = totals[i + (3 * size)] }.Tally;
        });
    }
}
