namespace MaskSharp.MsBuildTasks.Evaluation;

/// <summary>The diagnostics that the tasks give themselves; all others come from the evaluator.</summary>
internal static class Codes
{
    public const string BadSetting = "MASK2106";
    public const string NotWritten = "MASK2110";
    public const string EvaluatorFailed = "MASK2201";
}
