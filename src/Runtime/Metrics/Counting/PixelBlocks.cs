using static TorchSharp.torch;

namespace MaskSharp;

/// <summary>
/// Splits samples into blocks of pixels, counts the blocks on torch's number of threads and adds them up. Counts are integers, so
/// the result does not depend on the threads.
/// </summary>
internal static class PixelBlocks
{
    /// <summary>Pixels that a kernel with buffers looks at in one go: they stay in the first-level cache.</summary>
    public const int Run = 1024;

    /// <summary>Pixels of a block: enough that starting a thread for it pays.</summary>
    private const int Block = 65_536;

    /// <summary>Counts at most a block of pixels of a sample, adding to the totals of its classes.</summary>
    public delegate void CountBlock(int sample, long start, int length, Span<PixelTotals> totals);

    public static PixelCounts Count(int samples, long pixels, int classes, CountBlock count)
    {
        var blocks = (pixels + Block - 1) / Block;
        var all = new PixelTotals[samples * classes];
        var taken = -1L;
        void CountRest(PixelTotals[] totals)
        {
            for (var item = Interlocked.Increment(ref taken); item < samples * blocks; item = Interlocked.Increment(ref taken))
            {
                var (sample, block) = ((int)(item / blocks), item % blocks);
                count(sample, block * Block, (int)Math.Min(Block, pixels - (block * Block)), totals.AsSpan(sample * classes, classes));
            }
        }

        var threads = get_num_threads();
        if (threads == 1 || samples * pixels <= Block)
        {
            CountRest(all);
        }
        else
        {
            TorchThreads.Run(threads, _ =>
            {
                // Totals of its own for each thread, so that their number does not grow with the pixels.
                var own = new PixelTotals[all.Length];
                CountRest(own);
                Add(all, own);
            });
        }

        return PixelCounts.Build(samples, classes, (sample, c) => all[(sample * classes) + c].Tally);
    }

    private static void Add(PixelTotals[] all, PixelTotals[] part)
    {
        lock (all)
        {
            for (var i = 0; i < all.Length; i++)
                all[i].Add(part[i]);
        }
    }
}
