using MaskSharp.Evaluator.Findings;

namespace MaskSharp.Evaluator.Evaluation;

/// <summary>A case that can't be counted.</summary>
internal sealed class CaseException(Finding finding) : Exception(finding.Message)
{
    public Finding Finding { get; } = finding;
}
