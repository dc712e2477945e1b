using MaskSharp.Evaluator.Findings;
using MaskSharp.Evaluator.Pairing;

namespace MaskSharp.Evaluator.Evaluation;

/// <summary>Counts the classes of a set of masks.</summary>
internal static class BalanceRun
{
    /// <summary>Measures; null where a finding says why it can't.</summary>
    public static Balance? Measure(IReadOnlyList<MaskFile> files, EvaluationSettings settings, List<Finding> findings, Action<int, int> progress)
    {
        var masks = CaseFiles.Of(files, new HashSet<string>(), findings).Files;
        if (findings.Count > 0) return null;

        var tallies = CaseLoop.Run(masks.Count, settings, i => MaskCounter.Count(masks[i].Path, settings), findings, progress);
        return findings.Count > 0 ? null : Sum(tallies, settings, findings);
    }

    private static Balance? Sum(MaskTally[] tallies, EvaluationSettings settings, List<Finding> findings)
    {
        var perClass = new long[Math.Max(2, settings.Classes)];
        var values = new ValueSet();
        foreach (var tally in tallies) values.UnionWith(tally.Values);

        // As for gates, decided over all masks: 0 and one other value are a binary mask, whatever the threshold.
        var byThreshold = !settings.HasLabels && !values.IsBinary;
        if (byThreshold && settings.Threshold is null)
        {
            findings.Add(ValueRule.MoreThanBinary(values, tallies.MaxBy(tally => tally.Values.Maximum)!.Path, settings.Spelling, "the masks hold", $"{settings.Spelling.Name("--threshold")} if they are soft masks"));
            return null;
        }
        foreach (var tally in tallies)
        {
            for (var c = 0; c < perClass.Length; c++)
            {
                perClass[c] += !byThreshold ? tally.PerClass[c] : c == 1 ? tally.AboveThreshold : tally.PerClass[0] + tally.PerClass[1] - tally.AboveThreshold;
            }
        }
        var balance = new Balance(tallies.Length, perClass);
        if (balance.Pixels == 0) findings.Add(Finding.Error(Codes.NoCases, "every pixel of every mask is ignored, so there is nothing to measure"));
        return balance.Pixels == 0 ? null : balance;
    }
}
