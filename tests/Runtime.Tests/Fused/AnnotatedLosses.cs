namespace MaskSharp.Tests.Fused;

/// <summary>Losses as a user writes them, for the tests of this folder.</summary>
[SegmentationLoss]
[SegmentationLoss(Name = "Weighted", Bce = 0.5, Dice = 2, Jaccard = 1, PosWeight = 3, SquaredDenominator = true, Over = OverlapScope.Sample, IgnoreIndex = 255)]
[SegmentationLoss(Name = "OfProbabilities", Input = PredictionKind.Probabilities)]
internal sealed partial class BinaryLosses
{
}

/// <summary>Losses of independent channels.</summary>
[SegmentationLoss(Mode = SegmentationMode.Multilabel, Classes = 3)]
[SegmentationLoss(Name = "Ignoring", Mode = SegmentationMode.Multilabel, Classes = 3, IgnoreIndex = 1, Over = OverlapScope.Sample, IncludeBackground = false)]
internal sealed partial class MultilabelLosses
{
}

/// <summary>Losses of exclusive classes.</summary>
[SegmentationLoss(Mode = SegmentationMode.Multiclass, Classes = 4)]
[SegmentationLoss(Name = "Weighted", Mode = SegmentationMode.Multiclass, Classes = 4, CrossEntropy = 1, Jaccard = 0.5, ClassWeights = new[] { 0.1, 1.0, 2.0, 0.5 }, IgnoreIndex = 255, Over = OverlapScope.Sample, IncludeBackground = false)]
[SegmentationLoss(Name = "OfProbabilities", Mode = SegmentationMode.Multiclass, Classes = 4, Input = PredictionKind.Probabilities)]
internal sealed partial class MulticlassLosses
{
}

/// <summary>More classes than are unrolled.</summary>
[SegmentationLoss(Mode = SegmentationMode.Multiclass, Classes = 20)]
internal sealed partial class ManyClassLosses
{
}
