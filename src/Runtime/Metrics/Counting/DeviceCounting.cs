using MaskSharp.Fused;
using static TorchSharp.torch;

namespace MaskSharp;

/// <summary>Counts by a few torch operations where the tensors are, and one transfer of the counts: for devices other than the CPU.</summary>
internal static class DeviceCounting
{
    public static PixelCounts CountChannels(PixelTensors tensors, double cut, int? ignore)
    {
        var (predicted, actual, counted) = DeviceMasks.Channels(tensors, cut, ignore);
        return Transfer(predicted.logical_and(actual).sum(2), predicted.sum(2), actual.sum(2), counted.sum(2));
    }

    public static PixelCounts CountClasses(PixelTensors tensors, int? ignore)
    {
        var (predicted, actual, valid) = DeviceMasks.Classes(tensors, ignore);

        // Pixels that do not count go to one bin more, which is dropped.
        var unused = full_like(predicted, Constant.Of((long)tensors.Classes));
        Tensor Bins(Tensor labels, Tensor where)
            => zeros(tensors.Samples, tensors.Classes + 1, ScalarType.Int64, labels.device)
                .scatter_add_(1, TorchSharp.torch.where(where, labels, unused), ones_like(labels))
                .narrow(1, 0, tensors.Classes);
        var counted = valid.sum(1, keepdim: true).expand(tensors.Samples, tensors.Classes);
        return Transfer(Bins(predicted, valid.logical_and(predicted.eq(actual))), Bins(predicted, valid), Bins(actual, valid), counted);
    }

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
