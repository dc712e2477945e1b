namespace MaskSharp;

/// <summary>Works on many cases (samples, classes of a sample) at once, each on a thread of its own as long as there are enough.</summary>
internal static class SurfaceCases
{
    /// <summary>Does something of every case. What it does must not depend on the other cases, nor on the threads it is given.</summary>
    /// <param name="cases">Number of cases.</param>
    /// <param name="threads">At most so many threads; 0: one for each processor.</param>
    /// <param name="run">Takes the number of a case and how many threads it may use itself: several where there are fewer cases than threads.</param>
    public static void Run(int cases, int threads, Action<int, int> run)
    {
        var most = threads == 0 ? Environment.ProcessorCount : threads;
        var workers = Math.Min(most, cases);
        if (workers <= 1)
        {
            for (var i = 0; i < cases; i++)
                run(i, most);
            return;
        }

        // Cases differ much in size, so whoever is done takes the next one.
        var work = new SharedWork(cases, i => run(i, most / workers));
        Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, _ => work.TakePart());
        work.ThrowFailure();
    }
}
