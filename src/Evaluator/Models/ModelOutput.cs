namespace MaskSharp.Evaluator.Models;

/// <summary>What a model makes of an input.</summary>
/// <param name="Values">The values, in the order of their axes.</param>
/// <param name="Shape">The sizes of the axes.</param>
/// <param name="IsWhole">They are whole numbers in the model: labels.</param>
internal sealed record ModelOutput(float[] Values, int[] Shape, bool IsWhole);
