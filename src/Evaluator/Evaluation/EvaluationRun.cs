using System.Collections.Concurrent;
using MaskSharp.Evaluator.Findings;
using MaskSharp.Evaluator.Pairing;

namespace MaskSharp.Evaluator.Evaluation;

/// <summary>Pairs two folders, counts every case, and scores them.</summary>
internal static class EvaluationRun
{
    /// <summary>Evaluates; memory holds the masks of as many cases as there are threads, and counts of the rest.</summary>
    /// <param name="predictions">Images of the predictions' folder.</param>
    /// <param name="groundTruth">Images of the ground truth's folder.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="findings">Takes every fault of the input, in the order of the cases.</param>
    /// <param name="progress">Told after each case how many are done, and of how many.</param>
    /// <returns>The result; null where the input has a fault, since scores of a part would be misread as scores of the whole.</returns>
    public static EvaluationResult? Evaluate(
        IReadOnlyList<MaskFile> predictions, IReadOnlyList<MaskFile> groundTruth, EvaluationSettings settings, List<Finding> findings, Action<int, int> progress)
    {
        var notes = new List<string>();
        var pairs = CasePairing.Pair(predictions, groundTruth, findings, notes);
        if (findings.Count > 0) return null;

        var cases = Count(pairs, settings, findings, progress);
        if (findings.Count > 0) return null;

        if (cases.Count(item => item.PredictionWasTurned) is > 0 and var turned)
            notes.Add(FormattableString.Invariant($"{turned} predictions are stored in another order of axes, and were turned to the ground truth's by their affines"));
        var counts = ValueRule.Apply(cases, settings, findings, notes);
        return findings.Count > 0 ? null : ResultBuilder.Build([.. pairs.Select(pair => pair.Id)], counts, settings, notes);
    }

    private static CaseCounts[] Count(IReadOnlyList<CasePair> pairs, EvaluationSettings settings, List<Finding> findings, Action<int, int> progress)
    {
        var cases = new CaseCounts[pairs.Count];
        var faults = new ConcurrentDictionary<int, Finding>();
        var done = 0;
        Parallel.For(0, pairs.Count, new ParallelOptions { MaxDegreeOfParallelism = settings.Threads }, i =>
        {
            try
            {
                cases[i] = CaseCounter.Count(pairs[i], settings);
            }
            catch (CaseException e)
            {
                faults[i] = e.Finding;
            }
            progress(Interlocked.Increment(ref done), pairs.Count);
        });
        findings.AddRange(faults.OrderBy(fault => fault.Key).Select(fault => fault.Value));
        return cases;
    }
}
