using System.Runtime.ExceptionServices;

namespace MaskSharp.Evaluator.Evaluation;

/// <summary>
/// Does one thing with each of many, as many at a time as there are threads, in order. What .NET has for it takes longer to load
/// and compile than a gate on a few cases takes for all its work.
/// </summary>
internal static class Workers
{
    /// <param name="count">Number of things.</param>
    /// <param name="threads">How many at a time, at least 1.</param>
    /// <param name="each">What is done with a thing, by its place. What it throws ends the run, and is thrown to the caller.</param>
    /// <param name="cancellation">Ends the run between two things.</param>
    /// <exception cref="OperationCanceledException">The run was ended.</exception>
    public static void Run(int count, int threads, Action<int> each, CancellationToken cancellation = default)
    {
        var next = -1;
        ExceptionDispatchInfo? fault = null;
        void Work()
        {
            try
            {
                while (Volatile.Read(ref fault) is null && !cancellation.IsCancellationRequested && Interlocked.Increment(ref next) is var i && i < count) each(i);
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref fault, ExceptionDispatchInfo.Capture(e), null);
            }
        }

        var helpers = new Thread[Math.Max(0, Math.Min(threads, count) - 1)];
        for (var i = 0; i < helpers.Length; i++)
        {
            helpers[i] = new Thread(Work) { IsBackground = true };
            helpers[i].Start();
        }
        Work();
        foreach (var helper in helpers) helper.Join();
        fault?.Throw();
        cancellation.ThrowIfCancellationRequested();
    }
}
