namespace MaskSharp.Evaluator.Evaluation;

/// <summary>One class over all cases.</summary>
/// <param name="Index">The class.</param>
/// <param name="MeanDice">Mean over the cases that count; NaN where none does.</param>
/// <param name="PooledDice">Dice of all pixels counted together.</param>
/// <param name="MeanIoU">Mean over the cases that count.</param>
/// <param name="PooledIoU">IoU of all pixels counted together.</param>
/// <param name="Precision">Share of the pixels predicted as the class that are of it, all pixels together; NaN where none is predicted.</param>
/// <param name="Recall">Share of the class's pixels that are found, all pixels together; NaN where there is none.</param>
/// <param name="TruePixels">Pixels of the class in the ground truth.</param>
/// <param name="PredictedPixels">Pixels predicted as the class.</param>
/// <param name="Fraction">Share of the counted pixels that are of the class.</param>
/// <param name="CasesWithClass">Cases in whose ground truth the class occurs.</param>
internal sealed record ClassSummary(
    int Index, double MeanDice, double PooledDice, double MeanIoU, double PooledIoU, double Precision, double Recall,
    long TruePixels, long PredictedPixels, double Fraction, int CasesWithClass);
