using TorchSharp;
using static TorchSharp.torch;

namespace MaskSharp;

/// <summary>
/// Counts the pixels of a batch of tensors. Emitted <c>CountPixels</c> methods call it with the constants of their attribute.
/// </summary>
/// <remarks>
/// On the CPU one pass over the values as they are in memory, on torch's number of threads; on another device a few operations
/// there and one transfer of the counts. Values are looked at, so the call waits for the device. Nothing is differentiable.
/// </remarks>
public static class PixelCounter
{
    /// <summary>A channel of a target is foreground where its value is at least this.</summary>
    internal const double TargetCut = 0.5;

    /// <summary>Counts foreground against background of one channel.</summary>
    /// <param name="prediction">[N, 1, …] or [N, …], any floating dtype.</param>
    /// <param name="target">
    /// [N, 1, …] or [N, …], with or without the prediction's channel: integers 0 and 1, Bool, or floating, where 0.5 and above is foreground.
    /// </param>
    /// <param name="mask">Broadcastable over [N, 1, …], of a target's dtypes; nonzero where a pixel counts. Null: all count.</param>
    /// <param name="cut">A pixel is foreground where the prediction is at least this; NaN never is.</param>
    /// <param name="ignoreIndex">Target value whose pixels do not count; null: all do.</param>
    /// <returns>Counts [N, 1].</returns>
    /// <exception cref="ArgumentException">
    /// A shape, dtype or device does not fit, a tensor is empty, or an integer target is neither 0 nor 1.
    /// </exception>
    /// <exception cref="ArgumentNullException">The prediction or the target is null.</exception>
    public static PixelCounts CountBinary(Tensor prediction, Tensor target, Tensor? mask, double cut, int? ignoreIndex = null)
        => Count(prediction, target, mask, 1, tensors => ChannelCounting.Count(tensors, cut, ignoreIndex), tensors => DeviceCounting.CountChannels(tensors, cut, ignoreIndex));

    /// <summary>Counts foreground against background of each of C channels.</summary>
    /// <param name="prediction">[N, C, …], any floating dtype.</param>
    /// <param name="target">
    /// [N, C, …] of integers 0 and 1, Bool, or floating, where 0.5 and above is foreground; or class indices [N, …] or [N, 1, …] of whole numbers.
    /// </param>
    /// <param name="mask">Broadcastable over [N, 1, …], of a target's dtypes; nonzero where a pixel counts. Null: all count.</param>
    /// <param name="classes">Channels C, from 2 to 32767.</param>
    /// <param name="cut">A channel is foreground where the prediction is at least this; NaN never is.</param>
    /// <param name="ignoreIndex">Target value that does not count: of each element, or of each index. Null: all count.</param>
    /// <returns>Counts [N, C].</returns>
    /// <exception cref="ArgumentException">
    /// A shape, dtype or device does not fit, a tensor is empty, or an integer or class index is out of range.
    /// </exception>
    /// <exception cref="ArgumentNullException">The prediction or the target is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two classes, or more than 32767.</exception>
    public static PixelCounts CountMultilabel(Tensor prediction, Tensor target, Tensor? mask, int classes, double cut, int? ignoreIndex = null)
    {
        RequireSeveral(classes);
        return Count(
            prediction,
            target,
            mask,
            classes,
            tensors => tensors.TargetIsIndices ? ChannelCounting.CountIndices(tensors, cut, ignoreIndex) : ChannelCounting.Count(tensors, cut, ignoreIndex),
            tensors => DeviceCounting.CountChannels(tensors, cut, ignoreIndex));
    }

    /// <summary>Counts C exclusive classes, each against the rest; a pixel's predicted class has the largest value.</summary>
    /// <param name="prediction">
    /// [N, C, …], any floating dtype, logits or probabilities: the largest is the same. The lowest class wins a tie; NaN counts as −∞.
    /// </param>
    /// <param name="target">
    /// Class indices [N, …] or [N, 1, …] of whole numbers in any dtype; or [N, C, …], of which the largest channel is the class.
    /// </param>
    /// <param name="mask">Broadcastable over [N, 1, …], of a target's dtypes; nonzero where a pixel counts. Null: all count.</param>
    /// <param name="classes">Channels C, from 2 to 32767.</param>
    /// <param name="ignoreIndex">Class index whose pixels do not count, even if it is a class; null: all do.</param>
    /// <returns>Counts [N, C].</returns>
    /// <exception cref="ArgumentException">
    /// A shape, dtype or device does not fit, a tensor is empty, or a class index is out of range.
    /// </exception>
    /// <exception cref="ArgumentNullException">The prediction or the target is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two classes, or more than 32767.</exception>
    public static PixelCounts CountMulticlass(Tensor prediction, Tensor target, Tensor? mask, int classes, int? ignoreIndex = null)
    {
        RequireSeveral(classes);
        return Count(prediction, target, mask, classes, tensors => ClassCounting.Count(tensors, ignoreIndex), tensors => DeviceCounting.CountClasses(tensors, ignoreIndex));
    }

    private static PixelCounts Count(Tensor prediction, Tensor target, Tensor? mask, int classes, Func<PixelTensors, PixelCounts> inMemory, Func<PixelTensors, PixelCounts> onDevice)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var tensors = PixelTensors.Check(prediction, target, mask, classes);
        if (prediction.device_type != DeviceType.CPU)
            return onDevice(tensors);
        var contiguous = tensors.Contiguous();
        var counts = inMemory(contiguous);

        // The kernels read memory that only these objects own.
        GC.KeepAlive(contiguous);
        GC.KeepAlive(tensors);
        return counts;
    }

    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two classes, or more than labels number.</exception>
    internal static void RequireSeveral(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classes, LabelCounting.MaxClasses);
    }
}
