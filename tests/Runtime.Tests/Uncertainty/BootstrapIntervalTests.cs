namespace MaskSharp.Tests.Uncertainty;

public class BootstrapIntervalTests
{
    private static readonly double[] _scores = [0.91, 0.84, 0.12, 0.77, 0.95, 0.88, 0.61, 0.9, 0.83, 0.79, 0.0, 0.86];

    [Fact]
    public void The_same_seed_gives_the_same_bits_on_any_number_of_threads()
    {
        var random = new Random(1);
        double[] scores = [.. Enumerable.Range(0, 500).Select(_ => random.NextDouble())];
        foreach (var method in Enum.GetValues<BootstrapMethod>())
        {
            var alone = BootstrapInterval.OfMean(scores, new() { Method = method, Threads = 1, Seed = 7 });
            Assert.Equal(alone, BootstrapInterval.OfMean(scores, new() { Method = method, Threads = 5, Seed = 7 }));
            Assert.Equal(alone, BootstrapInterval.OfMean(scores, new() { Method = method, Seed = 7 }));
            Assert.NotEqual(alone, BootstrapInterval.OfMean(scores, new() { Method = method, Seed = 8 }));
        }
    }

    [Fact]
    public void An_interval_of_many_cases_is_that_of_the_normal_distribution()
    {
        var random = new Random(2);
        double[] scores = [.. Enumerable.Range(0, 4000).Select(_ => random.NextDouble())];
        var mean = scores.Average();
        var error = Math.Sqrt(scores.Sum(score => (score - mean) * (score - mean)) / scores.Length / scores.Length);
        foreach (var method in Enum.GetValues<BootstrapMethod>())
        {
            var interval = BootstrapInterval.OfMean(scores, new() { Method = method, Resamples = 4000 });
            Assert.Equal(mean, interval.Estimate, 1e-12);
            Assert.Equal(mean - (1.96 * error), interval.Low, 0.15 * error);
            Assert.Equal(mean + (1.96 * error), interval.High, 0.15 * error);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void What_a_statistic_throws_is_thrown_as_it_is(int threads)
    {
        // The first call is for the figure of all cases; those of drawn ones come from several threads.
        var calls = 0;
        double Statistic(ReadOnlySpan<int> cases) => Interlocked.Increment(ref calls) == 1 ? cases.Length : throw new NotSupportedException("no score");
        Assert.Equal("no score", Assert.Throws<NotSupportedException>(() => BootstrapInterval.Of(500, Statistic, new() { Threads = threads })).Message);
    }

    /// <summary>The share of intervals that hold the true mean, of data whose true mean is known.</summary>
    [Fact]
    public void Bca_holds_the_true_mean_of_skewed_cases_at_least_as_often()
    {
        var random = new Random(3);
        var (percentile, bca) = (0, 0);
        const int Runs = 400;
        for (var run = 0; run < Runs; run++)
        {
            // Exponential: mean 1.
            double[] scores = [.. Enumerable.Range(0, 25).Select(_ => -Math.Log(1 - random.NextDouble()))];
            bool Holds(BootstrapMethod method)
            {
                var interval = BootstrapInterval.OfMean(scores, new() { Method = method, Resamples = 600, Seed = run });
                return interval.Low <= 1 && interval.High >= 1;
            }

            percentile += Holds(BootstrapMethod.Percentile) ? 1 : 0;
            bca += Holds(BootstrapMethod.Bca) ? 1 : 0;
        }

        Assert.InRange(percentile / (double)Runs, 0.84, 0.97);
        Assert.InRange(bca / (double)Runs, 0.87, 0.98);
        Assert.True(bca >= percentile, $"BCa held the mean {bca} times, the percentile interval {percentile} times");
    }

    [Fact]
    public void Bca_moves_the_interval_of_skewed_scores_toward_the_tail()
    {
        var percentile = BootstrapInterval.OfMean(_scores);
        var bca = BootstrapInterval.OfMean(_scores, new() { Method = BootstrapMethod.Bca });
        Assert.True(bca.Low < percentile.Low && bca.High < percentile.High, $"{bca} where the percentile interval is {percentile}");
        Assert.Equal(percentile.Estimate, bca.Estimate);
        Assert.Equal(_scores.Length, bca.Cases);
    }

    /// <summary>Without a bias and with the acceleration a = −0.375 / (6 · 0.75^1.5), by hand: Φ(z / (1 − a·z)) for z = ±1.96 (Efron 1987).</summary>
    [Fact]
    public void Acceleration_is_a_sixth_of_the_skewness()
    {
        var (low, high) = BcaCorrection.Shares(0, [-1, 1], leftOut: [0, 0, 0, 1], tail: 0.025);
        Assert.Equal(0.007856238507, low, 1e-9);
        Assert.Equal(0.950423295991, high, 1e-9);
    }

    [Fact]
    public void Any_figure_of_the_cases_has_an_interval()
    {
        var counts = PixelCounts.Concat(Enumerable.Range(1, 20).Select(n => new PixelCounts(n, 20 - n, n % 3, 50)));
        double Pooled(ReadOnlySpan<int> cases)
        {
            var sum = new PixelCounts(0, 0, 0, 0);
            foreach (var index in cases)
                sum += counts.Sample(index);
            return new SegmentationScores(sum).Dice.Pooled;
        }

        var interval = BootstrapInterval.Of(20, Pooled);
        Assert.Equal(new SegmentationScores(counts).Dice.Pooled, interval.Estimate, 1e-15);
        Assert.InRange(interval.Estimate, interval.Low, interval.High);
    }

    [Fact]
    public void Without_cases_and_with_undefined_ones_the_ends_are_undefined()
    {
        var nothing = BootstrapInterval.OfMean([]);
        Assert.Equal([double.NaN, double.NaN, double.NaN], [nothing.Estimate, nothing.Low, nothing.High]);
        var undefined = BootstrapInterval.OfMean([0.5, double.NaN]);
        Assert.Equal([double.NaN, double.NaN, double.NaN], [undefined.Estimate, undefined.Low, undefined.High]);
    }

    /// <summary>Such as distances, one of them to an empty mask: the skewness is unknown, and the interval with it.</summary>
    [Fact]
    public void Bca_without_a_known_skewness_has_undefined_ends()
    {
        var options = new BootstrapOptions { Method = BootstrapMethod.Bca };
        var infinite = BootstrapInterval.OfMean([1, 2, double.PositiveInfinity, 4], options);
        Assert.Equal([double.PositiveInfinity, double.NaN, double.NaN], [infinite.Estimate, infinite.Low, infinite.High]);
        var undefined = BootstrapInterval.Of(3, cases => cases.Length < 3 ? double.NaN : cases[0], options);
        Assert.Equal([0, double.NaN, double.NaN], [undefined.Estimate, undefined.Low, undefined.High]);
        Assert.Equal(double.PositiveInfinity, BootstrapInterval.OfMean([1, 2, double.PositiveInfinity, 4]).High);
    }

    [Theory]
    [InlineData(BootstrapMethod.Percentile)]
    [InlineData(BootstrapMethod.Bca)]
    public void One_case_and_equal_cases_have_an_interval_of_no_width(BootstrapMethod method)
    {
        var one = BootstrapInterval.OfMean([0.5], new() { Method = method });
        Assert.Equal([0.5, 0.5, 0.5], [one.Estimate, one.Low, one.High]);
        var equal = BootstrapInterval.OfMean([0.25, 0.25, 0.25], new() { Method = method });
        Assert.Equal([0.25, 0.25, 0.25], [equal.Estimate, equal.Low, equal.High]);
    }

    [Fact]
    public void Options_out_of_range_are_named()
    {
        Assert.Contains("Confidence = 1", Assert.Throws<ArgumentException>(() => BootstrapInterval.OfMean([1], new() { Confidence = 1 })).Message, StringComparison.Ordinal);
        Assert.Contains("Resamples = 0", Assert.Throws<ArgumentException>(() => BootstrapInterval.OfMean([1], new() { Resamples = 0 })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>("statistic", () => BootstrapInterval.Of(1, null!));
        Assert.Throws<ArgumentOutOfRangeException>("cases", () => BootstrapInterval.Of(-1, _ => 0));
        Assert.Contains("Method = 9", Assert.Throws<ArgumentException>(() => BootstrapInterval.OfMean([1], new() { Method = (BootstrapMethod)9 })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.975, 1.9599639845400545)]
    [InlineData(0.001, -3.090232306167813)]
    [InlineData(0.84134474606854293, 1)]
    public void Normal_quantiles_are_the_tabulated_ones(double p, double quantile)
    {
        Assert.Equal(quantile, NormalDistribution.Quantile(p), 1e-13);
        Assert.Equal(p, NormalDistribution.Cumulative(quantile), 1e-15);
    }
}
