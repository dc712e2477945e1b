namespace MaskSharp;

/// <summary>Counts exclusive classes (Multiclass) on the CPU, in one pass.</summary>
internal static class ClassCounting
{
    /// <param name="tensors">Contiguous, on the CPU.</param>
    /// <param name="ignore">Target index that is not counted.</param>
    public static PixelCounts Count(PixelTensors tensors, int? ignore)
    {
        var (classes, pixels) = (tensors.Classes, tensors.Pixels);
        var prediction = PixelReader.Of(tensors.Prediction);
        var target = new LabelReader(tensors, ignore);

        void CountClasses(int sample, long start, int length, Span<PixelTally> tallies)
        {
            Span<short> predicted = stackalloc short[length];
            Span<short> actual = stackalloc short[length];
            prediction.ArgMax((sample * (long)classes * pixels) + start, pixels, classes, predicted);
            target.Read(sample, start, actual);
            LabelCounting.Add(predicted, actual, tallies);
        }

        var counts = PixelBlocks.Count(tensors.Samples, pixels, classes, CountClasses);
        target.ThrowIfOutOfRange();
        return counts;
    }
}
