namespace MaskSharp.Evaluator.Reports;

/// <summary>How a gate ended.</summary>
internal enum Verdict
{
    /// <summary>Every bound is met.</summary>
    Passed,

    /// <summary>A bound is not met, or the input could not be used.</summary>
    Failed,

    /// <summary>There is nothing to judge yet.</summary>
    Skipped,
}
