using MaskSharp.Evaluator.Findings;

namespace MaskSharp.Evaluator.Evaluation;

/// <summary>Does one thing with each of many cases, as many at a time as there are threads.</summary>
internal static class CaseLoop
{
    /// <param name="count">Number of cases.</param>
    /// <param name="settings">Says how many threads.</param>
    /// <param name="each">What is done with a case, by its place.</param>
    /// <param name="findings">Takes the faults of cases that can't be counted, in the order of the cases.</param>
    /// <param name="progress">Told after each case how many are done, and of how many.</param>
    /// <param name="cancellation">Ends the run between two cases.</param>
    /// <returns>What came of each case; nothing in the place of one with a fault.</returns>
    /// <exception cref="OperationCanceledException">The run was ended.</exception>
    public static T[] Run<T>(int count, EvaluationSettings settings, Func<int, T> each, List<Finding> findings, Action<int, int> progress, CancellationToken cancellation = default)
    {
        var results = new T[count];
        var faults = new Finding?[count];
        var done = 0;
        Workers.Run(count, settings.Threads, i =>
        {
            try
            {
                results[i] = each(i);
            }
            catch (CaseException e)
            {
                faults[i] = e.Finding;
            }
            progress(Interlocked.Increment(ref done), count);
            Leftovers.Collect();
        }, cancellation);
        foreach (var fault in faults)
        {
            if (fault is not null) findings.Add(fault);
        }
        return results;
    }
}
