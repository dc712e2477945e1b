namespace MaskSharp.Tests.Fused;

/// <summary>Losses as a user writes them, for the tests of this folder.</summary>
[SegmentationLoss]
[SegmentationLoss(Name = "Weighted", Bce = 0.5, Dice = 2, Jaccard = 1, PosWeight = 3, SquaredDenominator = true, Over = OverlapScope.Sample, IgnoreIndex = 255)]
[SegmentationLoss(Name = "OfProbabilities", Input = PredictionKind.Probabilities)]
[SegmentationLoss(Name = "Tversky", Tversky = 1, TverskyAlpha = 0.3, TverskyBeta = 0.7)]
[SegmentationLoss(Name = "FocalTversky", Dice = 0.5, Tversky = 1, TverskyAlpha = 0.7, TverskyBeta = 0.3, TverskyGamma = 0.75, SquaredDenominator = true, Over = OverlapScope.Sample)]
[SegmentationLoss(Name = "Logarithmic", Bce = 1, Dice = 1, Jaccard = 1, LogOverlap = true, LogFloor = 0.02, Smooth = 0, Epsilon = 1e-7, LabelSmoothing = 0.1)]
[SegmentationLoss(Name = "Negative", Dice = 1, NegativeOverlap = true, SmoothNumerator = 0.5, SmoothDenominator = 2)]
[SegmentationLoss(Name = "SmoothedProbabilities", Bce = 1, Input = PredictionKind.Probabilities, LabelSmoothing = 0.2, PosWeight = 2, IgnoreIndex = 255)]
internal sealed partial class BinaryLosses
{
}

/// <summary>Losses of independent channels.</summary>
[SegmentationLoss(Mode = SegmentationMode.Multilabel, Classes = 3)]
[SegmentationLoss(Name = "Ignoring", Mode = SegmentationMode.Multilabel, Classes = 3, IgnoreIndex = 1, Over = OverlapScope.Sample, IncludeBackground = false)]
[SegmentationLoss(Name = "Soft", Mode = SegmentationMode.Multilabel, Classes = 3, Bce = 1, Tversky = 1, Dice = 1, Jaccard = 1, TverskyAlpha = 0.2, TverskyBeta = 0.8, TverskyGamma = 2, TverskyGammaOnMean = true, SoftTargets = true, PosWeights = new[] { 1.0, 2, 5 }, OverlapClassWeights = new[] { 1, 0, 3.0 })]
[SegmentationLoss(Name = "Zeroing", Mode = SegmentationMode.Multilabel, Classes = 3, Dice = 1, Absent = AbsentClass.Zero, Over = OverlapScope.Sample)]
internal sealed partial class MultilabelLosses
{
}

/// <summary>Losses of exclusive classes.</summary>
[SegmentationLoss(Mode = SegmentationMode.Multiclass, Classes = 4)]
[SegmentationLoss(Name = "Weighted", Mode = SegmentationMode.Multiclass, Classes = 4, CrossEntropy = 1, Jaccard = 0.5, ClassWeights = new[] { 0.1, 1.0, 2.0, 0.5 }, IgnoreIndex = 255, Over = OverlapScope.Sample, IncludeBackground = false)]
[SegmentationLoss(Name = "OfProbabilities", Mode = SegmentationMode.Multiclass, Classes = 4, Input = PredictionKind.Probabilities)]
[SegmentationLoss(Name = "Smoothed", Mode = SegmentationMode.Multiclass, Classes = 4, CrossEntropy = 1, Tversky = 1, TverskyAlpha = 0.3, TverskyBeta = 0.7, TverskyGamma = 1.5, LabelSmoothing = 0.1, ClassWeights = new[] { 0.1, 1.0, 2.0, 0.5 }, OverlapClasses = new[] { 0, 2 })]
[SegmentationLoss(Name = "Skipping", Mode = SegmentationMode.Multiclass, Classes = 4, CrossEntropy = 1, Dice = 1, Absent = AbsentClass.Skip, Over = OverlapScope.Sample, LabelSmoothing = 0.3)]
internal sealed partial class MulticlassLosses
{
}

/// <summary>More classes than are unrolled.</summary>
[SegmentationLoss(Mode = SegmentationMode.Multiclass, Classes = 20)]
internal sealed partial class ManyClassLosses
{
}
