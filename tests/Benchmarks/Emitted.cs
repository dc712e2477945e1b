using MaskSharp;

namespace Benchmarks;

/// <summary>The classic loss of one channel.</summary>
[SegmentationLoss]
[SegmentationLoss(Name = "BceFocalDice", Bce = 1, Focal = 1, Dice = 1)]
[SegmentationLoss(Name = "Focal", Focal = 1)]
[SegmentationLoss(Name = "FocalDice", Focal = 1, Dice = 1)]
[SegmentationLoss(Name = "BceTversky", Bce = 1, Tversky = 1, TverskyAlpha = 0.3, TverskyBeta = 0.7)]
[SegmentationLoss(Name = "BceGeneralizedDice", Bce = 1, GeneralizedDice = 1)]
[SegmentationLoss(Name = "BceDiceJaccard", Bce = 1, Dice = 1, Jaccard = 1)]
internal static partial class BceDice;

/// <summary>Cross-entropy + Dice of two classes.</summary>
[SegmentationLoss(Mode = SegmentationMode.Multiclass, Classes = 2)]
internal static partial class CrossEntropyDice2;

/// <summary>Cross-entropy + Dice of four classes.</summary>
[SegmentationLoss(Mode = SegmentationMode.Multiclass, Classes = 4)]
[SegmentationLoss(Name = "Focal", Mode = SegmentationMode.Multiclass, Classes = 4, Focal = 1, Dice = 1)]
[SegmentationLoss(Name = "GeneralizedDice", Mode = SegmentationMode.Multiclass, Classes = 4, CrossEntropy = 1, GeneralizedDice = 1)]
[SegmentationLoss(Name = "Three", Mode = SegmentationMode.Multiclass, Classes = 4, CrossEntropy = 1, Focal = 1, Dice = 1)]
internal static partial class CrossEntropyDice4;

/// <summary>Cross-entropy + Dice of eight classes.</summary>
[SegmentationLoss(Mode = SegmentationMode.Multiclass, Classes = 8)]
internal static partial class CrossEntropyDice8;

/// <summary>Cross-entropy + Dice of sixteen classes.</summary>
[SegmentationLoss(Mode = SegmentationMode.Multiclass, Classes = 16)]
internal static partial class CrossEntropyDice16;
