using System.Runtime.CompilerServices;

namespace MaskSharp;

/// <summary>A target of class indices [N, S]: each channel's foreground is its own index.</summary>
internal sealed unsafe class IndexTarget(PixelTensors tensors, int? ignore) : IChannelTarget
{
    public PixelCounts Count<TPredicted>(TPredicted predicted)
        where TPredicted : struct, IPixelBits<TPredicted>
    {
        var (classes, pixels) = (tensors.Classes, tensors.Pixels);
        var target = new LabelReader(tensors, ignore);

        [SkipLocalsInit]
        void CountBlock(int sample, long start, int length, Span<PixelTotals> totals)
        {
            var labels = stackalloc short[PixelBlocks.Run];
            var counted = stackalloc ulong[PixelBlocks.Run / BitCounting.WordPixels];
            for (var (first, end) = (start, start + length); first < end; first += PixelBlocks.Run)
            {
                var run = (int)Math.Min(PixelBlocks.Run, end - first);
                if (!target.Read(sample, first, new(labels, run), new(counted, PixelBlocks.Run / BitCounting.WordPixels)))
                    continue;
                for (var c = 0; c < classes; c++)
                {
                    var channel = predicted.From((((sample * (long)classes) + c) * pixels) + first);
                    BitCounting.Count(channel, new PixelBits<short, EqualTo<short>>(labels, new((short)c)), new WordBits(counted), run, ref totals[c]);
                }
            }
        }

        var counts = PixelBlocks.Count(tensors.Samples, pixels, classes, CountBlock);
        target.ThrowIfOutOfRange();
        return counts;
    }
}
