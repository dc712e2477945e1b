namespace MaskSharp.Tests.Surfaces;

public class SurfaceDistancesTests
{
    private const double Tolerance = 1e-12;

    [Fact]
    public void Boundary_scores_are_those_of_brute_force()
    {
        var random = new Random(11);
        for (var run = 0; run < 2000; run++)
        {
            var (prediction, target, shape, spacing) = Case(random, run);
            var scores = SurfaceDistances.Between(prediction, target, shape, spacing, new() { Empty = EmptyMask.Zero });
            var (there, back) = Both(PlainSurface.Boundary(prediction, shape), PlainSurface.Boundary(target, shape), spacing);
            AssertScores(scores, there, back, Quantile, $"run {run}");
            if (there.Length > 0 && back.Length > 0)
                AssertClose(Quantile(there, 0.9), scores.DirectedHausdorff(90), $"run {run}");
        }
    }

    [Fact]
    public void Scores_of_surface_elements_are_those_of_brute_force()
    {
        var random = new Random(12);
        for (var run = 0; run < 400; run++)
        {
            var (prediction, target, shape, given) = Case(random, run);
            double[] spacing = given.Length == 0 ? [.. shape.Select(_ => 1.0)] : given;
            var scores = SurfaceDistances.Between(prediction, target, shape, spacing, new() { Definition = SurfaceDefinition.SurfaceElements, Empty = EmptyMask.Zero });
            double Weight(bool[] corners) => PlainElementWeights.Of(corners, spacing);
            var (there, back) = Both(PlainSurface.Between(prediction, shape, Weight), PlainSurface.Between(target, shape, Weight), spacing);
            AssertScores(scores, there, back, AreaQuantile, $"run {run}");
        }
    }

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
    [InlineData(DistanceMeasure.Chessboard)]
    [InlineData(DistanceMeasure.Taxicab)]
    public void Other_measures_are_those_of_brute_force(DistanceMeasure measure)
    {
        var random = new Random(13);
        for (var run = 0; run < 200; run++)
        {
            var (prediction, target, shape, spacing) = Case(random, run);
            double Distance(int[] a, int[] b)
                => measure == DistanceMeasure.Taxicab ? RandomImages.Steps(a, b, spacing).Sum() : RandomImages.Steps(a, b, spacing).Max();

            var scores = SurfaceDistances.Between(prediction, target, shape, spacing, new() { Measure = measure });
            var (from, to) = (PlainSurface.Boundary(prediction, shape), PlainSurface.Boundary(target, shape));
            double[] expected = [.. from.Select(a => to.Select(b => Distance(a.Place, b.Place)).DefaultIfEmpty(double.PositiveInfinity).Min()).Order()];
            var actual = scores.PredictionToTarget.Distances.ToArray();
            Assert.Equal(expected.Length, actual.Length);
            Assert.All(expected.Zip(actual), pair => AssertClose(pair.First, pair.Second, $"run {run}"));
        }
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

    private static (byte[] Prediction, byte[] Target, int[] Shape, double[] Spacing) Case(Random random, int run)
    {
        var shape = RandomImages.Shape(random, 2 + (run % 2));
        double[] spacing = run % 3 == 0 ? [] : [.. shape.Select(_ => Math.Round(0.3 + (2 * random.NextDouble()), 2))];
        return (RandomImages.Mask(random, shape), RandomImages.Mask(random, shape), shape, spacing);
    }

    private static ((double Distance, double Weight)[] There, (double Distance, double Weight)[] Back) Both(List<PlainSurface.Element> prediction, List<PlainSurface.Element> target, double[] spacing)
        => (PlainSurface.Distances(prediction, target, spacing), PlainSurface.Distances(target, prediction, spacing));

    private static double[] All(SurfaceDistances scores)
        => [scores.Hausdorff, scores.HausdorffPercentile(50), scores.AverageSymmetric, scores.MeanAverage, scores.Average, scores.NormalizedSurfaceDice(1)];

    private static void AssertScores(SurfaceDistances scores, (double Distance, double Weight)[] there, (double Distance, double Weight)[] back, Func<(double Distance, double Weight)[], double, double> quantile, string where)
    {
        (double Distance, double Weight)[] all = [.. there, .. back];
        if (there.Length == 0 || back.Length == 0)
        {
            Assert.Equal([double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity, 0], All(scores));
            return;
        }

        AssertClose(all.Max(element => element.Distance), scores.Hausdorff, where);
        foreach (var percent in new[] { 0, 12.5, 50, 95, 100 })
            AssertClose(Math.Max(quantile(there, percent / 100), quantile(back, percent / 100)), scores.HausdorffPercentile(percent), $"{where}, {percent} %");
        AssertClose(Mean(all), scores.AverageSymmetric, where);
        AssertClose((Mean(there) + Mean(back)) / 2, scores.MeanAverage, where);
        AssertClose(Mean(there), scores.Average, where);
        foreach (var tolerance in new[] { 0, 0.77, 1.5 })
            AssertClose(all.Where(element => element.Distance <= tolerance).Sum(element => element.Weight) / all.Sum(element => element.Weight), scores.NormalizedSurfaceDice(tolerance), where);
    }

    private static double Mean((double Distance, double Weight)[] elements)
        => elements.Sum(element => element.Distance * element.Weight) / elements.Sum(element => element.Weight);

    private static double Quantile((double Distance, double Weight)[] elements, double share)
    {
        double[] sorted = [.. elements.Select(element => element.Distance).Order()];
        var place = share * (sorted.Length - 1);
        var low = (int)place;
        return low + 1 == sorted.Length ? sorted[low] : (sorted[low] * (1 - (place - low))) + (sorted[low + 1] * (place - low));
    }

    private static double AreaQuantile((double Distance, double Weight)[] elements, double share)
    {
        var total = elements.Sum(element => element.Weight);

        // Shares that rounding could move across a step are not asked for: a hair below the share counts as reached.
        var area = 0.0;
        foreach (var (distance, weight) in elements.OrderBy(element => element.Distance))
        {
            area += weight;
            if (area / total >= share - 1e-13)
                return distance;
        }

        return elements.Max(element => element.Distance);
    }

    private static byte[] Square(int row, int column)
    {
        var mask = new byte[400];
        for (var r = row; r < row + 6; r++)
            mask.AsSpan((r * 20) + column, 6).Fill(1);
        return mask;
    }

    private static void AssertClose(double expected, double actual, string where)
        => Assert.True(actual.Equals(expected) || Math.Abs(actual - expected) <= Tolerance * Math.Max(1, Math.Abs(expected)), $"{where}: {actual:R} where brute force gives {expected:R}");
}
