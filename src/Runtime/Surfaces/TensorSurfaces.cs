using MaskSharp.Fused;
using static TorchSharp.torch;

namespace MaskSharp;

/// <summary>
/// Measures the surfaces of a batch of tensors. Emitted <c>MeasureSurfaces</c> methods call it with the constants of their attribute.
/// </summary>
/// <remarks>
/// Masks are made where the tensors are and measured on the CPU, several samples and classes at once; the result does not depend on the number of threads.
/// Values are looked at, so the call waits for the device. Nothing is differentiable. A pixel that does not count is background of both masks.
/// </remarks>
public static class TensorSurfaces
{
    /// <summary>Measures the foreground of one channel.</summary>
    /// <param name="prediction">[N, 1, …] or [N, …], any floating dtype, of at least one spatial axis.</param>
    /// <param name="target">[N, 1, …] or [N, …], with or without the prediction's channel: integers 0 and 1, Bool, or floating, where 0.5 and above is foreground.</param>
    /// <param name="mask">Broadcastable over [N, 1, …], of a target's dtypes; nonzero where a pixel counts. Null: all count.</param>
    /// <param name="spacing">Distance of neighbouring pixels along each spatial axis, in any unit, finite and above 0; empty: 1 along all.</param>
    /// <param name="measuredBy">Definition, measure and threads; null: the defaults, with the <see cref="ScoreOptions.Empty"/> of <paramref name="options"/>.</param>
    /// <param name="options">Background and names; null means <see cref="ScoreOptions.Default"/>.</param>
    /// <param name="cut">A pixel is foreground where the prediction is at least this; NaN never is.</param>
    /// <param name="ignoreIndex">Target value whose pixels do not count; null: all do.</param>
    /// <returns>The distances [N, 1], and their scores.</returns>
    /// <exception cref="ArgumentException">
    /// A shape, dtype or device does not fit, a tensor is empty, an integer target is neither 0 nor 1, a spacing is not finite and above 0, or the options do
    /// not fit the shape.
    /// </exception>
    /// <exception cref="ArgumentNullException">The prediction or the target is null.</exception>
    /// <exception cref="OverflowException">
    /// The box around both masks of a sample has, with a pixel more on every side, more than 2³¹ − 1 pixels, or there are as many samples and classes.
    /// </exception>
    public static SurfaceScores MeasureBinary(Tensor prediction, Tensor target, Tensor? mask, ReadOnlySpan<double> spacing, SurfaceOptions? measuredBy, ScoreOptions? options, double cut, int? ignoreIndex = null)
        => MeasureChannels(prediction, target, mask, spacing, measuredBy, options, 1, cut, ignoreIndex);

    /// <summary>Measures the foreground of each of C channels.</summary>
    /// <param name="prediction">[N, C, …], any floating dtype, of at least one spatial axis.</param>
    /// <param name="target">
    /// [N, C, …] of integers 0 and 1, Bool, or floating, where 0.5 and above is foreground; or class indices [N, …] or [N, 1, …] of whole numbers.
    /// </param>
    /// <param name="mask">Broadcastable over [N, 1, …], of a target's dtypes; nonzero where a pixel counts. Null: all count.</param>
    /// <param name="spacing">Distance of neighbouring pixels along each spatial axis, in any unit, finite and above 0; empty: 1 along all.</param>
    /// <param name="measuredBy">Definition, measure and threads; null: the defaults, with the <see cref="ScoreOptions.Empty"/> of <paramref name="options"/>.</param>
    /// <param name="options">Background and names; null means <see cref="ScoreOptions.Default"/>.</param>
    /// <param name="classes">Channels C, from 2 to 32767.</param>
    /// <param name="cut">A channel is foreground where its value is at least this; NaN never is.</param>
    /// <param name="ignoreIndex">Target value that does not count: of each element, or of each index. Null: all count.</param>
    /// <returns>The distances [N, C], and their scores.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two classes, or more than 32767.</exception>
    /// <inheritdoc cref="MeasureBinary" path="/exception"/>
    public static SurfaceScores MeasureMultilabel(Tensor prediction, Tensor target, Tensor? mask, ReadOnlySpan<double> spacing, SurfaceOptions? measuredBy, ScoreOptions? options, int classes, double cut, int? ignoreIndex = null)
    {
        PixelCounter.RequireSeveral(classes);
        return MeasureChannels(prediction, target, mask, spacing, measuredBy, options, classes, cut, ignoreIndex);
    }

    /// <summary>Measures C exclusive classes, each against the rest; a pixel's predicted class has the largest value.</summary>
    /// <param name="prediction">
    /// [N, C, …], any floating dtype, of at least one spatial axis, logits or probabilities. The lowest class wins a tie; NaN counts as −∞.
    /// </param>
    /// <param name="target">
    /// Class indices [N, …] or [N, 1, …] of whole numbers in any dtype; or [N, C, …], of which the largest channel is the class.
    /// </param>
    /// <param name="mask">Broadcastable over [N, 1, …], of a target's dtypes; nonzero where a pixel counts. Null: all count.</param>
    /// <param name="spacing">Distance of neighbouring pixels along each spatial axis, in any unit, finite and above 0; empty: 1 along all.</param>
    /// <param name="measuredBy">Definition, measure and threads; null: the defaults, with the <see cref="ScoreOptions.Empty"/> of <paramref name="options"/>.</param>
    /// <param name="options">Background and names; null means <see cref="ScoreOptions.Default"/>.</param>
    /// <param name="classes">Channels C, from 2 to 32767.</param>
    /// <param name="ignoreIndex">Class index whose pixels do not count, even if it is a class; null: all do.</param>
    /// <returns>The distances [N, C], and their scores.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two classes, or more than 32767.</exception>
    /// <inheritdoc cref="MeasureBinary" path="/exception"/>
    public static unsafe SurfaceScores MeasureMulticlass(Tensor prediction, Tensor target, Tensor? mask, ReadOnlySpan<double> spacing, SurfaceOptions? measuredBy, ScoreOptions? options, int classes, int? ignoreIndex = null)
    {
        PixelCounter.RequireSeveral(classes);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var tensors = PixelTensors.Check(prediction, target, mask, classes);
        var grid = Grid(prediction, tensors, spacing);
        var (predicted, actual, counted) = DeviceMasks.Classes(tensors, ignoreIndex);
        var nothing = full_like(predicted, Constant.Of((long)SurfaceMasks.NoClass));
        var (predictedLabels, actualLabels) = (Labels(predicted), Labels(actual));
        Tensor Labels(Tensor labels) => where(counted, labels, nothing).to(ScalarType.Int16).cpu().contiguous();

        var (first, second) = ((nint)TensorMemory.Of(predictedLabels), (nint)TensorMemory.Of(actualLabels));
        var scores = SurfaceMasks.Measure(tensors.Samples, classes, grid, measuredBy, options, (sample, c, predictedMask, actualMask) =>
        {
            SurfaceMasks.OfClass(new((short*)first + (sample * tensors.Pixels), grid.Pixels), c, predictedMask);
            SurfaceMasks.OfClass(new((short*)second + (sample * tensors.Pixels), grid.Pixels), c, actualMask);
        });
        GC.KeepAlive(predictedLabels);
        GC.KeepAlive(actualLabels);
        return scores;
    }

    private static unsafe SurfaceScores MeasureChannels(Tensor prediction, Tensor target, Tensor? mask, ReadOnlySpan<double> spacing, SurfaceOptions? measuredBy, ScoreOptions? options, int classes, double cut, int? ignoreIndex)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var tensors = PixelTensors.Check(prediction, target, mask, classes);
        var grid = Grid(prediction, tensors, spacing);
        var (predicted, actual, _) = DeviceMasks.Channels(tensors, cut, ignoreIndex);
        var (predictedMasks, actualMasks) = (predicted.cpu().contiguous(), actual.cpu().contiguous());
        var (first, second) = ((nint)TensorMemory.Of(predictedMasks), (nint)TensorMemory.Of(actualMasks));
        var scores = SurfaceMasks.Measure(tensors.Samples, classes, grid, measuredBy, options, (sample, c, predictedMask, actualMask) =>
        {
            var start = ((sample * (long)classes) + c) * tensors.Pixels;
            new ReadOnlySpan<byte>((byte*)first + start, grid.Pixels).CopyTo(predictedMask);
            new ReadOnlySpan<byte>((byte*)second + start, grid.Pixels).CopyTo(actualMask);
        });
        GC.KeepAlive(predictedMasks);
        GC.KeepAlive(actualMasks);
        return scores;
    }

    private static PixelGrid Grid(Tensor prediction, PixelTensors tensors, ReadOnlySpan<double> spacing)
    {
        if (tensors.Space.Length == 0)
            throw new ArgumentException($"prediction has shape [{string.Join(", ", prediction.shape)}]; expected at least one spatial axis, along which surfaces are apart.", nameof(prediction));
        return PixelGrid.Check(Array.ConvertAll(tensors.Space, length => checked((int)length)), spacing);
    }
}
