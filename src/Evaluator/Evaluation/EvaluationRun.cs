using MaskSharp.Evaluator.Findings;
using MaskSharp.Evaluator.Pairing;
using MaskSharp.Evaluator.Shards;

namespace MaskSharp.Evaluator.Evaluation;

/// <summary>Counts cases, and scores them.</summary>
internal static class EvaluationRun
{
    /// <summary>Counts; memory holds the masks of as many cases as there are threads, and counts of the rest.</summary>
    /// <param name="pairs">All cases, in the order of their names.</param>
    /// <param name="shard">Which part of them; null for all.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="findings">Takes every fault of the input, in the order of the cases; with one, the result is not to be used: scores of a part would be misread as scores of the whole.</param>
    /// <param name="progress">Told after each case how many are done, and of how many.</param>
    /// <param name="cancellation">Ends the run between two cases.</param>
    /// <exception cref="OperationCanceledException">The run was ended.</exception>
    public static IReadOnlyList<CaseCounts> Count(
        IReadOnlyList<CasePair> pairs, Shard? shard, EvaluationSettings settings, List<Finding> findings, Action<int, int> progress, CancellationToken cancellation)
    {
        pairs = shard?.PartOf(pairs) ?? pairs;
        var values = new ValueSetPool();
        return CaseLoop.Run(pairs.Count, settings, i => CaseCounter.Count(pairs[i], settings, values), findings, progress, cancellation);
    }

    /// <summary>Scores counted cases, of one run or of several.</summary>
    /// <returns>The result; null where a finding says why the values can't be what the settings say.</returns>
    public static EvaluationResult? Score(IReadOnlyList<CaseCounts> cases, EvaluationSettings settings, List<Finding> findings, IEnumerable<string> notes)
    {
        var all = notes.ToList();
        if (cases.Count(item => item.PredictionWasTurned) is > 0 and var turned)
            all.Add(FormattableString.Invariant($"{turned} predictions are stored in another order of axes, and were turned to the ground truth's by their affines"));
        var maps = ValueRule.ReadAsMaps(cases, settings, findings, all);
        if (findings.Count > 0) return null;

        ClassCounts[] counts = [.. cases.Select((item, i) => maps[i] ? item.AsMap : item.AsLabels)];
        CasePair[] pairs = [.. cases.Select(item => item.Pair)];
        var result = ResultBuilder.Build([.. cases.Select(item => item.Id)], counts, settings, all) with
        {
            Reading = i => new CaseReading(pairs[i], maps[i]),
        };
        return settings.Surfaces ? result with { Surfaces = SurfaceResult.Of(result.Cases, [.. cases.Select((item, i) => maps[i] ? item.SurfacesAsMap : item.SurfacesAsLabels)]) } : result;
    }
}
