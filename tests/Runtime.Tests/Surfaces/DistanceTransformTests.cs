namespace MaskSharp.Tests.Surfaces;

public class DistanceTransformTests
{
    [Fact]
    public void Distances_are_those_of_brute_force()
    {
        var random = new Random(1);
        for (var run = 0; run < 600; run++)
        {
            var shape = RandomImages.Shape(random, 1 + (run % 4));
            double[] spacing = run % 3 == 0 ? [] : [.. shape.Select(_ => random.Next(3) == 0 ? 1.0 : Math.Round(0.3 + (2 * random.NextDouble()), 2))];
            var mask = RandomImages.Mask(random, shape);
            AssertClose(BruteForce(mask, shape, spacing, site => site != 0), Foreground(mask, shape, spacing));
            AssertClose(BruteForce(mask, shape, spacing, site => site == 0), Background(mask, shape, spacing));
        }
    }

    [Fact]
    public void Lines_longer_than_a_tile_and_volumes_worth_threads_are_exact()
    {
        int[] shape = [40, 37, 45];
        double[] spacing = [2.5, 0.7, 1];
        var random = new Random(2);
        var mask = new byte[shape.Aggregate(1, (a, b) => a * b)];
        for (var site = 0; site < 40; site++)
            mask[random.Next(mask.Length)] = 1;
        AssertClose(BruteForce(mask, shape, spacing, site => site != 0), Foreground(mask, shape, spacing));
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        int[] shape = [64, 65, 66];
        double[] spacing = [1.1, 0.9, 3];
        var random = new Random(3);
        var mask = new byte[shape.Aggregate(1, (a, b) => a * b)];
        for (var site = 0; site < 500; site++)
            mask[random.Next(mask.Length)] = 255;
        var alone = Foreground(mask, shape, spacing, threads: 1);
        Assert.Equal(alone, Foreground(mask, shape, spacing, threads: 2));
        Assert.Equal(alone, Foreground(mask, shape, spacing, threads: 7));
        Assert.Equal(alone, Foreground(mask, shape, spacing));
    }

    [Fact]
    public void Without_a_site_every_distance_is_infinite()
    {
        Assert.All(Foreground(new byte[24], [2, 3, 4], []), distance => Assert.Equal(double.PositiveInfinity, distance));
        Assert.All(Background([.. Enumerable.Repeat((byte)1, 24)], [2, 3, 4], []), distance => Assert.Equal(double.PositiveInfinity, distance));
    }

    [Fact]
    public void Single_precision_and_bools_give_the_same_distances()
    {
        int[] shape = [5, 7];
        double[] spacing = [1.5, 0.5];
        var mask = RandomImages.Mask(new Random(5), shape);
        bool[] flags = [.. mask.Select(pixel => pixel != 0)];
        var (toForeground, toBackground) = (new float[35], new float[35]);
        DistanceTransform.ToForeground<float>(flags, shape, spacing, toForeground);
        DistanceTransform.ToBackground<float>(flags, shape, spacing, toBackground);
        Assert.Equal(Foreground(mask, shape, spacing).Select(distance => (float)distance), toForeground);
        Assert.Equal(Background(mask, shape, spacing).Select(distance => (float)distance), toBackground);
    }

    [Fact]
    public void An_empty_image_has_no_distances()
        => Assert.Empty(Foreground([], [3, 0, 2], []));

    [Fact]
    public void What_does_not_fit_is_named()
    {
        Assert.Equal("shape", Assert.Throws<ArgumentException>(() => Foreground([], [], [])).ParamName);
        Assert.Equal("mask", Assert.Throws<ArgumentException>(() => Foreground(new byte[5], [2, 3], [])).ParamName);
        Assert.Equal("spacing", Assert.Throws<ArgumentException>(() => Foreground(new byte[6], [2, 3], [1])).ParamName);
        Assert.Equal("spacing", Assert.Throws<ArgumentException>(() => Foreground(new byte[6], [2, 3], [1, 0])).ParamName);
        Assert.Equal("spacing", Assert.Throws<ArgumentException>(() => Foreground(new byte[6], [2, 3], [double.NaN, 1])).ParamName);
        Assert.Equal("distances", Assert.Throws<ArgumentException>(() => DistanceTransform.ToForeground<double>(new byte[6], [2, 3], [], new double[5])).ParamName);
    }

    private static double[] Foreground(byte[] mask, int[] shape, double[] spacing, int threads = 0)
    {
        var distances = new double[mask.Length];
        DistanceTransform.ToForeground<double>(mask, shape, spacing, distances, threads);
        return distances;
    }

    private static double[] Background(byte[] mask, int[] shape, double[] spacing)
    {
        var distances = new double[mask.Length];
        DistanceTransform.ToBackground<double>(mask, shape, spacing, distances);
        return distances;
    }

    private static double[] BruteForce(byte[] mask, int[] shape, double[] spacing, Func<byte, bool> isSite)
    {
        var places = Enumerable.Range(0, mask.Length).Select(pixel => RandomImages.Index(pixel, shape)).ToArray();
        var sites = places.Where((_, pixel) => isSite(mask[pixel])).ToArray();
        return [.. places.Select(place => sites.Select(site => RandomImages.Distance(place, site, spacing)).DefaultIfEmpty(double.PositiveInfinity).Min())];
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(actual[i].Equals(expected[i]) || Math.Abs(actual[i] - expected[i]) <= 1e-12 * expected[i], $"pixel {i}: {actual[i]:R} where brute force gives {expected[i]:R}");
    }
}
