using MaskSharp;

namespace Benchmarks;

/// <summary>The classic loss of one channel.</summary>
[SegmentationLoss]
internal static partial class BceDice;

/// <summary>Cross-entropy + Dice of two classes.</summary>
[SegmentationLoss(Mode = SegmentationMode.Multiclass, Classes = 2)]
internal static partial class CrossEntropyDice2;

/// <summary>Cross-entropy + Dice of four classes.</summary>
[SegmentationLoss(Mode = SegmentationMode.Multiclass, Classes = 4)]
internal static partial class CrossEntropyDice4;
