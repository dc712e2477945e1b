namespace MaskSharp;

/// <summary>A predicted and a true object that share pixels.</summary>
/// <param name="Prediction">Number of the predicted object, from 1 on.</param>
/// <param name="Target">Number of the true object, from 1 on.</param>
/// <param name="Shared">Pixels of both, at least 1.</param>
/// <param name="IoU">Shared pixels over those of either, above 0 and at most 1.</param>
/// <param name="Dice">Twice the shared pixels over the sum of both, above 0 and at most 1.</param>
public sealed record InstanceMatch(int Prediction, int Target, long Shared, double IoU, double Dice);
