namespace MaskSharp.Tests.Surfaces;

public class BoundaryOverlapTests
{
    [Fact]
    public void Boundary_IoU_is_that_of_brute_force()
    {
        var random = new Random(21);
        for (var run = 0; run < 400; run++)
        {
            var shape = RandomImages.Shape(random, 2 + (run % 2));
            double[] spacing = run % 3 == 0 ? [] : [.. shape.Select(_ => Math.Round(0.3 + (2 * random.NextDouble()), 2))];
            var (prediction, target) = (RandomImages.Mask(random, shape), RandomImages.Mask(random, shape));
            var distance = random.Next(1, 4) * 0.83;
            HashSet<int> Near(byte[] mask)
            {
                var boundary = PlainSurface.Boundary(mask, shape);
                return [.. Enumerable.Range(0, mask.Length).Where(pixel => mask[pixel] != 0 && boundary.Any(element => RandomImages.Distance(RandomImages.Index(pixel, shape), element.Place, spacing) < distance))];
            }

            var (near, nearTarget) = (Near(prediction), Near(target));
            var either = near.Union(nearTarget).Count();
            Assert.Equal(either == 0 ? 1 : (double)near.Intersect(nearTarget).Count() / either, BoundaryOverlap.IoU(prediction, target, shape, distance, spacing));
        }
    }

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
