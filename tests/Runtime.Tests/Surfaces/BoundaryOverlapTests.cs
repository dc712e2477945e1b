namespace MaskSharp.Tests.Surfaces;

public class BoundaryOverlapTests
{
    [Theory]
    [InlineData(EmptyMask.One, 1.0)]
    [InlineData(EmptyMask.Zero, 0.0)]
    [InlineData(EmptyMask.Skip, double.NaN)]
    [InlineData(EmptyMask.SkipNoTarget, double.NaN)]
    public void Two_empty_masks_follow_the_rule(EmptyMask empty, double expected)
        => Assert.Equal(expected, BoundaryOverlap.IoU(new byte[4], new byte[4], [2, 2], empty: empty));

    [Fact]
    public void A_large_object_is_not_forgiven_its_contour()
    {
        var (prediction, target) = (new byte[40 * 40], new byte[40 * 40]);
        for (var row = 5; row < 35; row++)
        {
            prediction.AsSpan((row * 40) + 5, 29).Fill(1);
            target.AsSpan((row * 40) + 6, 29).Fill(1);
        }

        var iou = new SegmentationScores(PixelCounts.FromMasks(prediction, target)).IoU.Mean;
        Assert.InRange(iou, 0.9, 1);
        Assert.InRange(BoundaryOverlap.IoU(prediction, target, [40, 40]), 0.2, 0.5);
        Assert.Throws<ArgumentOutOfRangeException>(() => BoundaryOverlap.IoU(prediction, target, [40, 40], 0));
        Assert.Throws<ArgumentException>(() => BoundaryOverlap.IoU(prediction, target, [40, 41]));
        Assert.Equal("empty", Assert.Throws<ArgumentException>(() => BoundaryOverlap.IoU(prediction, target, [40, 40], empty: (EmptyMask)9)).ParamName);
    }
}
