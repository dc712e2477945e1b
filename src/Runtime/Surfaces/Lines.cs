namespace MaskSharp;

/// <summary>Runs independent lines of pixels on several threads.</summary>
internal static class Lines
{
    /// <summary>Fewer pixels than this are done before another thread has begun.</summary>
    private const int WorthAThread = 1 << 15;

    /// <summary>Ranges a thread: more than one, so that a slow range does not keep the others waiting.</summary>
    private const int RangesPerThread = 4;

    /// <param name="count">Number of lines.</param>
    /// <param name="length">Pixels of a line.</param>
    /// <param name="threads">At most so many threads; 0: one for each processor.</param>
    /// <param name="run">Does the lines from the first number up to, but not including, the second.</param>
    public static void Run(int count, int length, int threads, Action<int, int> run)
    {
        var most = threads == 0 ? Environment.ProcessorCount : threads;
        var ranges = (int)Math.Min(Math.Min(count, (long)most * RangesPerThread), (long)count * length / WorthAThread);
        if (most == 1 || ranges <= 1)
        {
            run(0, count);
            return;
        }

        var work = new SharedWork(ranges, range => run((int)((long)count * range / ranges), (int)((long)count * (range + 1) / ranges)));
        var workers = Math.Min(most, ranges);
        Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, _ => work.TakePart());
        work.ThrowFailure();
    }
}
