using MaskSharp.Tests.Surfaces;

namespace MaskSharp.Tests.Skeletons;

public class CentrelineDiceTests
{
    [Fact]
    public void A_skeleton_keeps_pieces_and_lies_inside()
    {
        var random = new Random(51);
        for (var run = 0; run < 150; run++)
        {
            var shape = RandomImages.Shape(random, 2 + (run % 2));
            var mask = RandomImages.Mask(random, shape);
            var skeleton = Skeleton.Of(mask, shape);
            Assert.All(skeleton.Zip(mask), pair => Assert.True(pair.First == 0 || pair.Second != 0));
            Assert.Equal(ConnectedComponents.Of(mask, shape, Connectivity.Corners).Count, ConnectedComponents.Of(skeleton, shape, Connectivity.Corners).Count);
            Assert.Equal(skeleton, Skeleton.Of(skeleton, shape));
        }
    }

    [Fact]
    public void A_bar_becomes_a_line_and_a_ring_stays_closed()
    {
        var bar = Skeleton.Of([.. Enumerable.Repeat((byte)1, 7 * 30)], [7, 30]);
        Assert.InRange(bar.Count(pixel => pixel != 0), 18, 45);

        var ring = new byte[15 * 15];
        for (var pixel = 0; pixel < ring.Length; pixel++)
            ring[pixel] = Math.Max(Math.Abs((pixel / 15) - 7), Math.Abs((pixel % 15) - 7)) is >= 3 and <= 6 ? (byte)1 : (byte)0;
        var thin = Skeleton.Of(ring, [15, 15]);
        Assert.True(thin.Count(pixel => pixel != 0) < ring.Count(pixel => pixel != 0) / 2);

        // Inside and outside are still two pieces of background.
        Assert.Equal(2, ConnectedComponents.Of([.. thin.Select(pixel => (byte)(1 - pixel))], [15, 15]).Count);
    }

    [Fact]
    public void A_thinner_tube_scores_well_and_a_cut_one_less()
    {
        const int Width = 40;
        byte[] Tube(int thickness, int cut = -1) => [.. Enumerable.Range(0, 11 * Width).Select(pixel => Math.Abs((pixel / Width) - 5) <= thickness && Math.Abs((pixel % Width) - cut) > 4 ? (byte)1 : (byte)0)];
        Assert.InRange(CentrelineDice.Of(Tube(1), Tube(3), [11, Width]), 0.75, 1);
        Assert.Equal(1, CentrelineDice.Of(Tube(2), Tube(2), [11, Width]));
        Assert.InRange(CentrelineDice.Of(Tube(2, cut: 20), Tube(2), [11, Width]), 0.7, 0.97);
        Assert.Equal(0, CentrelineDice.Of(new byte[11 * Width], Tube(2), [11, Width]));
    }

    [Theory]
    [InlineData(EmptyMask.One, 1.0)]
    [InlineData(EmptyMask.Zero, 0.0)]
    [InlineData(EmptyMask.Skip, double.NaN)]
    [InlineData(EmptyMask.SkipNoTarget, double.NaN)]
    public void Two_empty_masks_follow_the_rule(EmptyMask empty, double expected)
        => Assert.Equal(expected, CentrelineDice.Of(new byte[4], new byte[4], [2, 2], empty));

    [Fact]
    public void What_does_not_fit_is_named()
    {
        Assert.Throws<ArgumentException>(() => Skeleton.Of(new byte[4], [4]));
        Assert.Throws<ArgumentException>(() => Skeleton.Of(new byte[4], [2, 3]));
        Assert.Throws<ArgumentException>("prediction", () => CentrelineDice.Of(new byte[5], new byte[4], [2, 2]));
        Assert.Throws<ArgumentException>("target", () => CentrelineDice.Of(new byte[4], new byte[5], [2, 2]));
        Assert.Throws<ArgumentException>("empty", () => CentrelineDice.Of(new byte[4], new byte[4], [2, 2], (EmptyMask)9));
    }
}
