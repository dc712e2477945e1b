using MaskSharp.Evaluator.Bounds;
using MaskSharp.Evaluator.Commands;
using MaskSharp.Evaluator.Evaluation;
using MaskSharp.Evaluator.Findings;
using MaskSharp.Evaluator.Shards;

namespace MaskSharp.Evaluator.Reports;

/// <summary>Everything a report says.</summary>
/// <param name="Options">What was asked for.</param>
/// <param name="Verdict">How it ended.</param>
/// <param name="Result">The scores; null where nothing could be measured.</param>
/// <param name="Bounds">The bounds with their values.</param>
/// <param name="Findings">What went wrong.</param>
internal sealed record Report(
    EvaluateOptions Options, Verdict Verdict, EvaluationResult? Result, IReadOnlyList<BoundResult> Bounds, IReadOnlyList<Finding> Findings)
{
    /// <summary>The part of a run that was counted here; null for a whole run.</summary>
    public ShardPart? Part { get; init; }
}
