namespace MaskSharp.Tests.Fused;

/// <summary>Losses with a rule for classes without a true pixel.</summary>
[SegmentationLoss(Name = "Zeroing", GeneralizedDice = 1, Smooth = 0, Absent = AbsentClass.Zero)]
[SegmentationLoss(Name = "Skipping", GeneralizedDice = 1, Absent = AbsentClass.Skip, Over = OverlapScope.Sample)]
[SegmentationLoss(Name = "SkippingNegative", GeneralizedDice = 1, Absent = AbsentClass.Skip, Over = OverlapScope.Sample, NegativeOverlap = true)]
[SegmentationLoss(Name = "Unreduced", GeneralizedDice = 1, Absent = AbsentClass.Skip, Over = OverlapScope.Sample, Reduction = LossReduction.None)]
internal sealed partial class AbsentClassLosses
{
}

/// <summary>Losses of a preset whose rule for absent classes is that of some of its losses alone.</summary>
[SegmentationLoss(Name = "Mcc", Preset = LossPreset.Smp, Mode = SegmentationMode.Multiclass, Classes = 3, Mcc = 1)]
[SegmentationLoss(Name = "Dice", Preset = LossPreset.Smp, Mode = SegmentationMode.Multiclass, Classes = 3, Dice = 1)]
[SegmentationLoss(Name = "Both", Preset = LossPreset.Smp, Mode = SegmentationMode.Multiclass, Classes = 3, Mcc = 1, Dice = 1, Jaccard = 1, Tversky = 1, TverskyAlpha = 0.3)]
[SegmentationLoss(Name = "Given", Preset = LossPreset.Smp, Mode = SegmentationMode.Multiclass, Classes = 3, Mcc = 1, Dice = 1, Absent = AbsentClass.Zero)]
internal sealed partial class SmpAbsentLosses
{
}
