namespace MaskSharp.Evaluator.Models.Inference;

/// <summary>A model's output over an image: [channels, …], of the image's spatial size.</summary>
/// <param name="Values">The values.</param>
/// <param name="Channels">Number of channels.</param>
/// <param name="IsWhole">They are labels, and not to be averaged.</param>
internal sealed record ScoreMap(float[] Values, int Channels, bool IsWhole);
