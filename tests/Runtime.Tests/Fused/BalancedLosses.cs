namespace MaskSharp.Tests.Fused;

/// <summary>Losses whose weights are the balance of this project's own data sets.</summary>
[SegmentationLoss(Bce = 1, BalanceFrom = "lesions")]
[SegmentationLoss(Name = "Organs", Mode = SegmentationMode.Multiclass, Classes = 3, CrossEntropy = 1, BalanceFrom = "organs")]
internal sealed partial class BalancedLosses
{
}
