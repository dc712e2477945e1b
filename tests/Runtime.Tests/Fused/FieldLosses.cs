namespace MaskSharp.Tests.Fused;

/// <summary>Losses with terms that are no sums over pixels.</summary>
[SegmentationLoss(Name = "Lovasz", Lovasz = 1)]
[SegmentationLoss(Name = "LovaszOfProbabilities", Lovasz = 1, Input = PredictionKind.Probabilities)]
[SegmentationLoss(Name = "Hardest", Mode = SegmentationMode.Multiclass, Classes = 2, TopKCrossEntropy = 1, TopK = 0.1)]
[SegmentationLoss(Name = "Hausdorff", HausdorffDT = 1, Input = PredictionKind.Probabilities)]
[SegmentationLoss(Name = "Boundary", Boundary = 1, Input = PredictionKind.Probabilities)]
[SegmentationLoss(Name = "Centreline", ClDice = 1, Input = PredictionKind.Probabilities)]
[SegmentationLoss(Name = "CentrelineOfLogits", ClDice = 1)]
[SegmentationLoss(Name = "HardestOfProbabilities", Mode = SegmentationMode.Multiclass, Classes = 2, TopKCrossEntropy = 1, Input = PredictionKind.Probabilities)]
[SegmentationLoss(Name = "Mixed", Bce = 1, Dice = 2, Lovasz = 0.5)]
internal sealed partial class FieldLosses
{
}
