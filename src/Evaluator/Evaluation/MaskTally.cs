namespace MaskSharp.Evaluator.Evaluation;

/// <summary>One mask's pixels under each reading that may still turn out to be the right one.</summary>
/// <param name="Path">The mask's file.</param>
/// <param name="PerClass">Pixels of each class index, or of zero and nonzero.</param>
/// <param name="AboveThreshold">Pixels at or above the threshold; 0 where values are class indices.</param>
/// <param name="Values">Which values occur.</param>
internal sealed record MaskTally(string Path, long[] PerClass, long AboveThreshold, ValueSet Values);
