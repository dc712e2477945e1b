using MaskSharp.Evaluator.Commands;
using MaskSharp.Evaluator.Evaluation;
using MaskSharp.Evaluator.Findings;
using MaskSharp.Evaluator.Reports;

namespace MaskSharp.Evaluator.Shards;

/// <summary>The JSON report of a part: its own scores, the verdict "skipped", since a part is not judged, and what merging needs.</summary>
internal static class ShardReport
{
    /// <exception cref="UsageException">The report can't be written.</exception>
    public static void Write(EvaluateOptions options, ShardPart part)
    {
        // What the values mean is decided over all parts, so a fault here may be none of the whole, and is found again there.
        var result = EvaluationRun.Score(part.Cases, options.Settings, [], part.Notes);
        ReportWriter.Write(new Report(options, Verdict.Skipped, result, [], []) { Part = part });
    }
}
