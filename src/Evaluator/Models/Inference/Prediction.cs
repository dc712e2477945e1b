namespace MaskSharp.Evaluator.Models.Inference;

/// <summary>What is predicted for an image: labels, or a map of probabilities.</summary>
/// <param name="Labels">A label for each pixel; null for a map.</param>
/// <param name="Map">A probability for each pixel; null for labels.</param>
internal sealed record Prediction(int[]? Labels, float[]? Map);
