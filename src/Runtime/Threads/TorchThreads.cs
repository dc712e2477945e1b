using static TorchSharp.torch;

namespace MaskSharp;

/// <summary>
/// Work on the threads that torch computes on, and on as many of them. Torch's threads wait for their next work by spinning for
/// milliseconds: threads of our own, started just after one of its operations, would have to share the processors with them.
/// </summary>
internal static class TorchThreads
{
    /// <summary>Runs every item once, each thread taking the next one when it is done, and returns after the last.</summary>
    /// <param name="items">How many there are.</param>
    /// <param name="item">Does one, by its number.</param>
    /// <param name="isAlone">Whether the calling thread does them all, in order: where they are too small for others, or take threads themselves.</param>
    /// <remarks>Once an item has thrown, no further one begins, and the exception is thrown to the caller.</remarks>
    public static void Run(int items, Action<int> item, bool isAlone = false)
    {
        var threads = isAlone ? 1 : get_num_threads();
        if (threads == 1 || items == 1)
        {
            for (var i = 0; i < items; i++)
                item(i);
            return;
        }

        var work = new SharedWork(items, item);
        if (!OpenMpTeam.TryRun(threads, work))
            Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, _ => work.TakePart());
        work.ThrowFailure();
    }
}
