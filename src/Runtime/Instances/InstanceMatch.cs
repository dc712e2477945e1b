namespace MaskSharp;

/// <summary>A predicted and a true object that share pixels.</summary>
/// <param name="Prediction">Number of the predicted object.</param>
/// <param name="Target">Number of the true object.</param>
/// <param name="Shared">Pixels of both.</param>
/// <param name="IoU">Shared pixels over those of either.</param>
/// <param name="Dice">Twice the shared pixels over the sum of both.</param>
public sealed record InstanceMatch(int Prediction, int Target, long Shared, double IoU, double Dice);
