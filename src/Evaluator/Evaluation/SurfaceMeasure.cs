using MaskSharp.Evaluator.Formats;

namespace MaskSharp.Evaluator.Evaluation;

/// <summary>Measures surfaces with the runtime's distances.</summary>
internal static class SurfaceMeasure
{
    /// <summary>The foreground of a binary reading.</summary>
    /// <param name="predicted">1 for foreground.</param>
    /// <param name="actual">1 for foreground.</param>
    /// <param name="valid">0 for pixels that count nowhere; empty where all count.</param>
    /// <param name="truth">The ground truth, for its shape and spacing.</param>
    /// <param name="settings">The settings.</param>
    public static IReadOnlyList<SurfaceScore> OfForeground(ReadOnlySpan<byte> predicted, ReadOnlySpan<byte> actual, ReadOnlySpan<byte> valid, MaskImage truth, EvaluationSettings settings)
    {
        using var predictedBuffer = new PixelBuffer<byte>(predicted.Length);
        using var actualBuffer = new PixelBuffer<byte>(predicted.Length);
        var background = settings.Class.Index == 0 ? (byte)1 : (byte)0;
        for (var i = 0; i < predicted.Length; i++)
        {
            var counts = valid.IsEmpty || valid[i] != 0;
            predictedBuffer.Span[i] = counts ? (byte)(predicted[i] ^ background) : (byte)0;
            actualBuffer.Span[i] = counts ? (byte)(actual[i] ^ background) : (byte)0;
        }
        return [Measure(1 - background, predictedBuffer.Span, actualBuffer.Span, truth, settings)];
    }

    /// <summary>The classes that are scored, background apart.</summary>
    public static IReadOnlyList<SurfaceScore> OfLabels(ReadOnlySpan<int> predicted, ReadOnlySpan<int> actual, MaskImage truth, EvaluationSettings settings)
    {
        using var predictedBuffer = new PixelBuffer<byte>(predicted.Length);
        using var actualBuffer = new PixelBuffer<byte>(predicted.Length);
        var classes = settings.Class switch
        {
            { IsAny: true } => [1],
            { Index: { } index } => [index],
            _ => Enumerable.Range(1, settings.Classes - 1).ToArray(),
        };
        var scores = new SurfaceScore[classes.Length];
        for (var k = 0; k < classes.Length; k++)
        {
            for (var i = 0; i < predicted.Length; i++)
            {
                var counts = actual[i] != settings.Ignore;
                predictedBuffer.Span[i] = counts && Is(predicted[i], classes[k], settings) ? (byte)1 : (byte)0;
                actualBuffer.Span[i] = counts && Is(actual[i], classes[k], settings) ? (byte)1 : (byte)0;
            }
            scores[k] = Measure(classes[k], predictedBuffer.Span, actualBuffer.Span, truth, settings);
        }
        return scores;
    }

    private static bool Is(int label, int index, EvaluationSettings settings) => settings.Class.IsAny ? label != 0 : label == index;

    private static SurfaceScore Measure(int index, ReadOnlySpan<byte> predicted, ReadOnlySpan<byte> actual, MaskImage truth, EvaluationSettings settings)
    {
        var (x, y, z) = truth.Geometry?.Spacing ?? (1, 1, 1);
        var shape = truth.Shape;
        // Cases run side by side already.
        var options = new SurfaceOptions { Empty = settings.Empty, Threads = 1 };
        var distances = shape.Depth == 1
            ? SurfaceDistances.Between(predicted, actual, [shape.Height, shape.Width], [y, x], options)
            : SurfaceDistances.Between(predicted, actual, [shape.Depth, shape.Height, shape.Width], [z, y, x], options);
        return new SurfaceScore(index, distances.NormalizedSurfaceDice(settings.Tolerance), distances.Hausdorff95);
    }
}
