namespace MaskSharp.Tests.Metrics;

public class PixelCountsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(64)]
    [InlineData(1000)]
    [InlineData(40_000)]
    public void Binary_masks_count_as_pixel_by_pixel(int pixels)
    {
        var random = new Random(pixels);
        var prediction = new byte[pixels];
        var target = new byte[pixels];
        var valid = new byte[pixels];
        random.NextBytes(prediction);
        random.NextBytes(target);
        random.NextBytes(valid);
        for (var i = 0; i < pixels; i++)
            (prediction[i], target[i], valid[i]) = ((byte)(prediction[i] & 2), (byte)(target[i] & 129), (byte)(valid[i] & 1));

        int[] P = [.. prediction.Select(p => p != 0 ? 1 : 0)];
        int[] T = [.. target.Select(t => t != 0 ? 1 : 0)];
        int[] withIgnored = [.. T.Select((t, i) => valid[i] == 0 ? 9 : t)];
        Assert.Equal(RandomMasks.CountClass(P, T, 1), PixelCounts.FromMasks(prediction, target));
        Assert.Equal(RandomMasks.CountClass(P, withIgnored, 1, ignore: 9), PixelCounts.FromMasks(prediction, target, valid));
        Assert.Equal(
            PixelCounts.FromMasks(prediction, target, valid),
            PixelCounts.FromMasks([.. P.Select(p => p == 1)], [.. T.Select(t => t == 1)], [.. valid.Select(v => v == 1)]));
    }

    [Fact]
    public void Full_masks_of_many_vectors_do_not_overflow_the_lanes()
    {
        var full = new byte[300_007];
        full.AsSpan().Fill(255);
        Assert.Equal(new PixelCounts(300_007, 0, 0, 0), PixelCounts.FromMasks(full, full));
        Assert.Equal(new PixelCounts(0, 0, 300_007, 0), PixelCounts.FromMasks(new byte[full.Length], full, full));
    }

    [Theory]
    [InlineData(2, null)]
    [InlineData(5, null)]
    [InlineData(5, 255)]
    [InlineData(5, 0)]
    [InlineData(300, -1)]
    public void Labels_count_each_class_against_the_rest(int classes, int? ignore)
    {
        var random = new Random(classes);
        var prediction = RandomMasks.Labels(random, 5000, classes);
        var target = RandomMasks.Labels(random, 5000, classes);
        for (var i = 0; ignore is not null && i < target.Length; i += 7)
            target[i] = ignore.Value;

        var counts = PixelCounts.FromLabels<int>(prediction, target, classes, ignore);
        Assert.Equal(1, counts.Samples);
        Assert.Equal(classes, counts.Classes);
        for (var c = 0; c < classes; c++)
            Assert.Equal(RandomMasks.CountClass(prediction, target, c, ignore), counts.Class(c));
    }

    [Fact]
    public void Every_integer_type_counts_alike()
    {
        var random = new Random(3);
        var prediction = RandomMasks.Labels(random, 100, 3);
        var target = RandomMasks.Labels(random, 100, 3);
        var expected = PixelCounts.FromLabels<int>(prediction, target, 3);
        Assert.Equal(expected, PixelCounts.FromLabels<byte>([.. prediction.Select(p => (byte)p)], [.. target.Select(t => (byte)t)], 3));
        Assert.Equal(expected, PixelCounts.FromLabels<sbyte>([.. prediction.Select(p => (sbyte)p)], [.. target.Select(t => (sbyte)t)], 3, ignore: 255));
        Assert.Equal(expected, PixelCounts.FromLabels<ushort>([.. prediction.Select(p => (ushort)p)], [.. target.Select(t => (ushort)t)], 3, ignore: -1));
        Assert.Equal(expected, PixelCounts.FromLabels<char>([.. prediction.Select(p => (char)p)], [.. target.Select(t => (char)t)], 3, ignore: 7));
        Assert.Equal(expected, PixelCounts.FromLabels<Int128>([.. prediction.Select(p => (Int128)p)], [.. target.Select(t => (Int128)t)], 3));
        Assert.Equal(expected, PixelCounts.FromLabels<long>([.. prediction.Select(p => (long)p)], [.. target.Select(t => (long)t)], 3));
    }

    [Fact]
    public void One_class_of_labels_is_the_foreground()
    {
        byte[] prediction = [0, 1, 1, 0, 1];
        byte[] target = [0, 1, 0, 1, 255];
        Assert.Equal(new PixelCounts(1, 1, 1, 1), PixelCounts.FromLabels<byte>(prediction, target, 1, ignore: 255));
    }

    [Fact]
    public void Values_beyond_16_bits_are_told_apart()
    {
        Assert.Equal(new PixelCounts(1, 0, 0, 0), PixelCounts.FromLabels<ushort>([1, 0], [1, 65535], 1, ignore: 65535));
        Assert.Throws<ArgumentException>(() => PixelCounts.FromLabels<ushort>([1, 0], [1, 65534], 1, ignore: 65535));
        Assert.Throws<ArgumentException>(() => PixelCounts.FromLabels<long>([1], [(1L << 32) + 1], 1));
        Assert.Throws<ArgumentException>(() => PixelCounts.FromLabels<int>([0], [-1], 1, ignore: -2));
    }

    [Theory]
    [InlineData(new[] { 0, 3 }, new[] { 0, 1 }, 3, "prediction has the label 3 at pixel 1")]
    [InlineData(new[] { 0, 1 }, new[] { -1, 1 }, 3, "target has the label -1 at pixel 0")]
    [InlineData(new[] { 0, 1 }, new[] { 0, 2 }, 1, "target has the label 2 at pixel 1: labels are 0 to 1")]
    [InlineData(new[] { 0, 1 }, new[] { 0 }, 2, "target has 1 pixels where prediction has 2")]
    public void A_label_out_of_range_or_a_missing_pixel_is_named(int[] prediction, int[] target, int classes, string message)
    {
        var error = Assert.Throws<ArgumentException>(() => PixelCounts.FromLabels<int>(prediction, target, classes));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Predictions_at_ignored_pixels_are_not_looked_at()
        => Assert.Equal(new PixelCounts(1, 0, 0, 0), PixelCounts.FromLabels<int>([77, 1], [255, 1], 1, ignore: 255));

    [Fact]
    public void Stacking_pooling_and_slicing_keep_every_count()
    {
        var a = new PixelCounts(new long[,] { { 1, 2 } }, new long[,] { { 3, 4 } }, new long[,] { { 5, 6 } }, new long[,] { { 7, 8 } });
        var b = new PixelCounts(new long[,] { { 10, 20 } }, new long[,] { { 30, 40 } }, new long[,] { { 50, 60 } }, new long[,] { { 70, 80 } });
        var stacked = PixelCounts.Concat(a, b);

        Assert.Equal(2, stacked.Samples);
        Assert.Equal(20, stacked.TP[1, 1]);
        Assert.Equal(b, stacked.Sample(1));
        Assert.Equal(a + b, stacked.Pool());
        Assert.Equal(new PixelCounts(new long[,] { { 3 }, { 30 } }, new long[,] { { 7 }, { 70 } }, new long[,] { { 11 }, { 110 } }, new long[,] { { 15 }, { 150 } }), stacked.PoolClasses());
        Assert.Equal(new long[,] { { 5, 6 }, { 50, 60 } }, stacked.FN.ToArray());
        Assert.Equal([70L, 80L], stacked.TN.Row(1));
        Assert.Equal(2, stacked.FP.GetLength(1));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var one = new PixelCounts(1, 2, 3, 4);
        var two = PixelCounts.FromLabels<byte>([0], [1], 2);
        Assert.Throws<ArgumentException>(() => PixelCounts.Concat(one, two));
        Assert.Throws<ArgumentException>(() => PixelCounts.Concat());
        Assert.Throws<ArgumentNullException>("parts", () => PixelCounts.Concat((IEnumerable<PixelCounts>)null!));
        Assert.Throws<ArgumentNullException>("parts", () => PixelCounts.Concat(one, null!));
        Assert.Throws<ArgumentException>(() => one + two);
        Assert.Throws<ArgumentException>(() => new PixelCounts(-1, 0, 0, 0));
        Assert.Throws<ArgumentException>(() => new PixelCounts(new long[1, 1], new long[1, 2], new long[1, 1], new long[1, 1]));
        Assert.Throws<OverflowException>(() => new PixelCounts(long.MaxValue, 1, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => one.TP[0, 1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => one.Sample(1));
    }
}
