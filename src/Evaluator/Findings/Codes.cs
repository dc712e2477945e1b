namespace MaskSharp.Evaluator.Findings;

/// <summary>The diagnostics of gates and data; each has a page docs/rules/[code].md.</summary>
internal static class Codes
{
    public const string DiceBelowMinimum = "MASK2001";
    public const string IoUBelowMinimum = "MASK2002";
    public const string OtherOutOfBounds = "MASK2003";
    public const string WorseThanBaseline = "MASK2004";
    public const string NoCases = "MASK2101";
    public const string UnmatchedCase = "MASK2102";
    public const string SizeDiffers = "MASK2103";
    public const string UnreadableFile = "MASK2104";
    public const string ValueOutOfRange = "MASK2105";
    public const string BadSetting = "MASK2106";
    public const string UndefinedScore = "MASK2107";
    public const string BaselineMissing = "MASK2108";
    public const string LossyMask = "MASK2109";
    public const string NotWritten = "MASK2110";
    public const string EvaluatorFailed = "MASK2201";

    /// <summary>What a code is about, in a few words.</summary>
    public static string Title(string code) => code switch
    {
        DiceBelowMinimum => "Dice below the minimum",
        IoUBelowMinimum => "IoU below the minimum",
        OtherOutOfBounds => "A metric is out of bounds",
        WorseThanBaseline => "Worse than the baseline",
        NoCases => "No cases",
        UnmatchedCase => "Unmatched case",
        SizeDiffers => "Size or geometry differs",
        UnreadableFile => "Unreadable file",
        ValueOutOfRange => "Label value out of range",
        BadSetting => "Bad setting",
        UndefinedScore => "Undefined score",
        BaselineMissing => "Baseline missing",
        LossyMask => "Lossy mask",
        NotWritten => "Output can't be written",
        _ => "Evaluator failed",
    };
}
