namespace MaskSharp.Tests.Uncertainty;

public class PairedComparisonTests
{
    /// <summary>Every assignment of signs counted one by one.</summary>
    [Fact]
    public void Exact_p_values_are_those_of_all_signs()
    {
        var random = new Random(4);
        for (var run = 0; run < 60; run++)
        {
            double[] differences = [.. Enumerable.Range(0, random.Next(1, 11)).Select(_ => (double)random.Next(-5, 6))];
            double[] remaining = [.. differences.Where(difference => difference != 0)];
            var sizes = remaining.Select(Math.Abs).ToArray();
            double Rank(double size) => sizes.Count(other => other < size) + ((sizes.Count(other => other == size) + 1) / 2.0);
            var ranks = sizes.Select(Rank).ToArray();
            var positive = ranks.Where((_, i) => remaining[i] > 0).Sum();
            var smaller = Math.Min(positive, ranks.Sum() - positive);
            var atMost = Enumerable.Range(0, 1 << ranks.Length).Count(signs => ranks.Where((_, i) => (signs >> i & 1) != 0).Sum() <= smaller);
            var test = WilcoxonSignedRank.Of(differences);
            Assert.True(test.IsExact);
            Assert.Equal(positive, test.PositiveRanks);
            Assert.Equal(ranks.Sum() - positive, test.NegativeRanks);
            Assert.Equal(ranks.Length == 0 ? 1 : Math.Min(1, 2.0 * atMost / (1 << ranks.Length)), test.PValue, 1e-12);
        }
    }

    [Fact]
    public void The_approximation_continues_the_exact_test()
    {
        var random = new Random(5);
        double[] differences = [.. Enumerable.Range(0, 200).Select(_ => random.NextDouble() - 0.44)];
        var exact = WilcoxonSignedRank.Of(differences);
        var approximate = WilcoxonSignedRank.Of([.. differences, 1e-9]);
        Assert.True(exact.IsExact);
        Assert.False(approximate.IsExact);
        Assert.Equal(exact.PValue, approximate.PValue, 0.01);
    }

    [Fact]
    public void A_better_model_is_told_from_chance()
    {
        var random = new Random(6);
        double[] second = [.. Enumerable.Range(0, 60).Select(_ => 0.7 + (0.2 * random.NextDouble()))];
        double[] better = [.. second.Select(score => score + 0.02 + (0.02 * random.NextDouble()))];
        var comparison = PairedComparison.Of(better, second);
        Assert.Equal(60, comparison.FirstBetter);
        Assert.True(comparison.Difference.Low > 0.02 && comparison.Difference.High < 0.04);
        Assert.True(comparison.Wilcoxon.PValue < 1e-9);
        Assert.Equal(comparison.First - comparison.Second, comparison.Difference.Estimate, 1e-12);

        var same = PairedComparison.Of(second, second);
        Assert.Equal(60, same.Ties);
        Assert.Equal(1, same.Wilcoxon.PValue);
    }

    [Fact]
    public void Cases_without_a_score_are_left_out_and_counted()
    {
        var comparison = PairedComparison.Of([0.5, double.NaN, 0.75], [0.25, 0.5, double.NaN]);
        Assert.Equal(2, comparison.LeftOut);
        Assert.Equal(0.5, comparison.First);
        Assert.Equal(0.25, comparison.Difference.Estimate);
        Assert.Equal(double.NaN, PairedComparison.Of([], []).First);
    }

    [Fact]
    public void Scores_that_cannot_be_compared_are_refused()
    {
        Assert.Throws<ArgumentException>(() => PairedComparison.Of([1], [1, 2]));
        Assert.Contains("Case 0", Assert.Throws<ArgumentException>(() => PairedComparison.Of([double.PositiveInfinity], [2])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => WilcoxonSignedRank.Of([double.NaN]));
    }
}
