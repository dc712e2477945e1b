namespace MaskSharp.Tests.Fused;

/// <summary>A loss over the two resolutions of a decoder.</summary>
[SegmentationLoss(DeepSupervision = new[] { 1, 0.5 })]
internal sealed partial class LeveledLosses
{
}
