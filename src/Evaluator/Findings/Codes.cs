namespace MaskSharp.Evaluator.Findings;

/// <summary>The diagnostics of gates and data; each has a page docs/rules/[code].md.</summary>
internal static class Codes
{
    public const string DiceBelowMinimum = "MASK2001";
    public const string IoUBelowMinimum = "MASK2002";
    public const string NoCases = "MASK2101";
    public const string UnmatchedCase = "MASK2102";
    public const string SizeDiffers = "MASK2103";
    public const string UnreadableFile = "MASK2104";
    public const string ValueOutOfRange = "MASK2105";
    public const string BadSetting = "MASK2106";
    public const string UndefinedScore = "MASK2107";
    public const string LossyMask = "MASK2109";
    public const string EvaluatorFailed = "MASK2201";
}
