namespace MaskSharp.Tests.Fused;

/// <summary>Losses that take the logarithm of a score, with little smoothing.</summary>
[SegmentationLoss(Name = "Dice", Dice = 1, LogOverlap = true, Smooth = 1e-5, Over = OverlapScope.Sample)]
[SegmentationLoss(Name = "Squared", Dice = 1, Jaccard = 1, LogOverlap = true, Smooth = 1e-5, Over = OverlapScope.Sample, SquaredDenominator = true)]
[SegmentationLoss(Name = "Jaccard", Jaccard = 1, LogOverlap = true, Smooth = 1e-5, Over = OverlapScope.Sample)]
[SegmentationLoss(Name = "Tversky", Tversky = 1, TverskyAlpha = 0.3, TverskyBeta = 0.7, LogOverlap = true, Smooth = 1e-5, Over = OverlapScope.Sample)]
[SegmentationLoss(Name = "Soft", Dice = 1, Jaccard = 1, Tversky = 1, SoftTargets = true, LogOverlap = true, Smooth = 1e-5, Over = OverlapScope.Sample)]
[SegmentationLoss(Name = "Generalized", GeneralizedDice = 1, GeneralizedWeight = VolumeWeight.Uniform, LogOverlap = true, Smooth = 1e-5, Over = OverlapScope.Sample)]
internal sealed partial class LogarithmicLosses
{
}
