using System.Runtime.CompilerServices;

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

        [SkipLocalsInit]
        void CountBlock(int sample, long start, int length, Span<PixelTotals> totals)
        {
            Span<short> predicted = stackalloc short[PixelBlocks.Run];
            Span<short> actual = stackalloc short[PixelBlocks.Run];
            Span<ulong> counted = stackalloc ulong[PixelBlocks.Run / BitCounting.WordPixels];
            for (var (first, end) = (start, start + length); first < end; first += PixelBlocks.Run)
            {
                var run = (int)Math.Min(PixelBlocks.Run, end - first);
                prediction.ArgMax((sample * (long)classes * pixels) + first, pixels, classes, predicted[..run]);
                if (target.Read(sample, first, actual[..run], counted))
                    LabelCounting.Add(predicted[..run], actual[..run], counted, totals);
            }
        }

        var counts = PixelBlocks.Count(tensors.Samples, pixels, classes, CountBlock);
        target.ThrowIfOutOfRange();
        return counts;
    }
}
