using static TorchSharp.torch;

namespace MaskSharp;

/// <summary>
/// Splits samples into blocks of pixels, counts the blocks on torch's number of threads and adds them up. Counts are integers, so
/// the result does not depend on the threads.
/// </summary>
internal static class PixelBlocks
{
    /// <summary>Pixels that a kernel looks at in one go: its buffers stay in the first-level cache.</summary>
    public const int Run = 2048;

    /// <summary>Pixels of a block: enough that starting a thread for it pays.</summary>
    private const int Block = 32 * Run;

    /// <summary>Counts one run of at most <see cref="Run"/> pixels of a sample, adding to one tally a class.</summary>
    public delegate void CountRun(int sample, long start, int length, Span<PixelTally> tallies);

    public static PixelCounts Count(int samples, long pixels, int classes, CountRun count)
    {
        var blocks = (int)((pixels + Block - 1) / Block);
        var tallies = new PixelTally[samples * blocks][];
        void CountBlock(int item)
        {
            var mine = tallies[item] = new PixelTally[classes];
            var end = Math.Min(pixels, (item % blocks * (long)Block) + Block);
            for (var start = item % blocks * (long)Block; start < end; start += Run)
                count(item / blocks, start, (int)Math.Min(Run, end - start), mine);
        }

        if (samples * pixels <= Block)
        {
            for (var item = 0; item < tallies.Length; item++)
                CountBlock(item);
        }
        else
        {
            Parallel.For(0, tallies.Length, new ParallelOptions { MaxDegreeOfParallelism = get_num_threads() }, CountBlock);
        }

        return PixelCounts.Build(samples, classes, (sample, c)
            => PixelCounts.Sum(Enumerable.Range(sample * blocks, blocks).Select(item => tallies[item][c])));
    }
}
