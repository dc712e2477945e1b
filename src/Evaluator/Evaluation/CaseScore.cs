namespace MaskSharp.Evaluator.Evaluation;

/// <summary>One case's scores: means over the classes that the gate looks at.</summary>
/// <param name="Id">The case's name.</param>
/// <param name="Dice">NaN where the case is left out.</param>
/// <param name="IoU">Likewise.</param>
/// <param name="PixelAccuracy">Share of the counted pixels that are right; NaN where none is counted.</param>
/// <param name="ForegroundFraction">Share of the counted pixels that are truly foreground.</param>
/// <param name="TruePixels">Pixels of the classes that are scored, background apart.</param>
/// <param name="Missed">Those of them that are not predicted as what they are (false negatives).</param>
/// <param name="Invented">Pixels predicted as one of these classes that are not of it (false positives).</param>
/// <param name="Classes">The classes one by one.</param>
internal sealed record CaseScore(
    string Id, double Dice, double IoU, double PixelAccuracy, double ForegroundFraction, long TruePixels, long Missed, long Invented, IReadOnlyList<ClassScore> Classes);
