namespace MaskSharp.Evaluator.Evaluation;

/// <summary>How far a class's surfaces are apart in one case.</summary>
/// <param name="Index">The class.</param>
/// <param name="Dice">Normalised surface Dice at the tolerance, 0 to 1; NaN where it is left out.</param>
/// <param name="Hausdorff95">95th percentile of the distances in millimetres (pixels where the file states no spacing); +∞ where one surface is missing.</param>
internal sealed record SurfaceScore(int Index, double Dice, double Hausdorff95);
