namespace MaskSharp.Evaluator.Findings;

/// <summary>What a finding does to the build.</summary>
internal enum Severity
{
    Error,
    Warning,
}
