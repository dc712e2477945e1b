namespace MaskSharp.Tests.Surfaces;

public class SurfaceDistancesTests
{
    [Fact]
    public void Surface_elements_of_a_ball_measure_about_its_surface()
    {
        const int Size = 48;
        int[] shape = [Size, Size, Size];
        var ball = new byte[Size * Size * Size];
        for (var pixel = 0; pixel < ball.Length; pixel++)
            ball[pixel] = RandomImages.Distance(RandomImages.Index(pixel, shape), [24, 24, 24], []) <= 20 ? (byte)1 : (byte)0;
        var area = SurfaceDistances.Between(ball, ball, shape, default, new() { Definition = SurfaceDefinition.SurfaceElements }).PredictionToTarget.Area;
        Assert.InRange(area / (4 * Math.PI * 400), 1.0, 1.1);
    }

    [Fact]
    public void A_shift_of_a_square_by_one_is_one_pixel_far()
    {
        var (prediction, target) = (Square(5, 5), Square(5, 6));
        var scores = SurfaceDistances.Between(prediction, target, [20, 20], [1, 3]);
        Assert.Equal(3, scores.Hausdorff);
        Assert.Equal(SurfaceDefinition.BoundaryVoxels, scores.Definition);
        Assert.Equal(1, scores.NormalizedSurfaceDice(3));
        Assert.True(scores.NormalizedSurfaceDice(2.9) < 1);
        Assert.True(scores.AverageSymmetric < 3);
        Assert.Equal(scores.Hausdorff, scores.HausdorffPercentile(100));
    }

    [Theory]
    [InlineData(EmptyMask.One, 0.0, 1.0)]
    [InlineData(EmptyMask.Zero, double.PositiveInfinity, 0.0)]
    [InlineData(EmptyMask.Skip, double.NaN, double.NaN)]
    [InlineData(EmptyMask.SkipNoTarget, double.NaN, double.NaN)]
    public void Two_empty_masks_follow_the_rule(EmptyMask empty, double distance, double dice)
    {
        var scores = SurfaceDistances.Between(new byte[6], new byte[6], [2, 3], default, new() { Empty = empty });
        Assert.True(scores.IsEmpty);
        Assert.Equal([distance, distance, distance, distance, distance, dice], All(scores));
    }

    [Theory]
    [InlineData(SurfaceDefinition.BoundaryVoxels)]
    [InlineData(SurfaceDefinition.SurfaceElements)]
    public void One_empty_mask_is_infinitely_far(SurfaceDefinition definition)
    {
        var options = new SurfaceOptions { Definition = definition };
        const double Far = double.PositiveInfinity;
        Assert.Equal([Far, Far, Far, Far, Far, 0], All(SurfaceDistances.Between([1, 0], new byte[2], [1, 2], default, options)));
        var missed = SurfaceDistances.Between(new byte[2], [1, 0], [1, 2], default, options);
        Assert.Equal([Far, Far, Far, Far, Far, 0], All(missed));
        Assert.False(missed.IsEmpty);
        Assert.Equal(Far, missed.DirectedHausdorff());
        Assert.Equal(double.NaN, missed.PredictionToTarget.Mean);
        Assert.Equal(Far, missed.TargetToPrediction.Mean);
    }

    [Fact]
    public void Skipping_empty_targets_skips_only_these()
    {
        var options = new SurfaceOptions { Empty = EmptyMask.SkipNoTarget };
        Assert.Equal(double.NaN, SurfaceDistances.Between([1, 0], new byte[2], [1, 2], default, options).Hausdorff);
        Assert.Equal(double.PositiveInfinity, SurfaceDistances.Between(new byte[2], [1, 0], [1, 2], default, options).Hausdorff);
        Assert.Equal(1, SurfaceDistances.Between([0, 1], [1, 0], [1, 2], default, options).Hausdorff);
    }

    [Theory]
    [InlineData(DistanceMeasure.Euclidean, SurfaceDefinition.SurfaceElements)]
    [InlineData(DistanceMeasure.Euclidean, SurfaceDefinition.BoundaryVoxels)]
    [InlineData(DistanceMeasure.Chessboard, SurfaceDefinition.BoundaryVoxels)]
    [InlineData(DistanceMeasure.Taxicab, SurfaceDefinition.BoundaryVoxels)]
    public void Neither_threads_nor_the_order_of_questions_change_a_bit(DistanceMeasure measure, SurfaceDefinition definition)
    {
        int[] shape = [40, 50, 60];
        var random = new Random(14);
        byte[] Noise() => [.. Enumerable.Range(0, 120_000).Select(pixel => random.Next(40) == 0 ? (byte)1 : (byte)0)];
        var (prediction, target) = (Noise(), Noise());
        SurfaceDistances Measure(int threads) => SurfaceDistances.Between(prediction, target, shape, [1.1, 0.7, 2], new() { Definition = definition, Measure = measure, Threads = threads });
        var (first, second) = (Measure(1), Measure(3));
        Assert.Equal(first.Hausdorff95, second.Hausdorff95);
        Assert.Equal(All(first), All(Measure(0)));
        Assert.Equal(All(first), All(second));
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        Assert.Equal("target", Assert.Throws<ArgumentException>(() => SurfaceDistances.Between(new byte[4], new byte[5], [2, 2])).ParamName);
        Assert.Equal("spacing", Assert.Throws<ArgumentException>(() => SurfaceDistances.Between(new byte[4], new byte[4], [2, 2], [1, -1])).ParamName);
        Assert.Equal("options", Assert.Throws<ArgumentException>(() => SurfaceDistances.Between(new byte[4], new byte[4], [4], [1], new() { Definition = SurfaceDefinition.SurfaceElements })).ParamName);
        var scores = SurfaceDistances.Between(new byte[4], new byte[4], [2, 2]);
        Assert.Throws<ArgumentOutOfRangeException>(() => scores.HausdorffPercentile(101));
        Assert.Throws<ArgumentOutOfRangeException>(() => scores.NormalizedSurfaceDice(-1));
    }

    private static double[] All(SurfaceDistances scores)
        => [scores.Hausdorff, scores.HausdorffPercentile(50), scores.AverageSymmetric, scores.MeanAverage, scores.Average, scores.NormalizedSurfaceDice(1)];

    private static byte[] Square(int row, int column)
    {
        var mask = new byte[400];
        for (var r = row; r < row + 6; r++)
            mask.AsSpan((r * 20) + column, 6).Fill(1);
        return mask;
    }
}
