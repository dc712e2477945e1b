namespace MaskSharp.Evaluator.Evaluation;

/// <summary>One class's score in one case.</summary>
/// <param name="Index">The class.</param>
/// <param name="Dice">NaN where it is left out or undefined.</param>
/// <param name="IoU">Likewise.</param>
/// <param name="TP">Pixels of the class that are predicted as it.</param>
/// <param name="FP">Pixels predicted as the class that are not of it.</param>
/// <param name="FN">Pixels of the class that are not predicted as it.</param>
/// <param name="TN">Counted pixels that are neither.</param>
internal sealed record ClassScore(int Index, double Dice, double IoU, long TP, long FP, long FN, long TN);
