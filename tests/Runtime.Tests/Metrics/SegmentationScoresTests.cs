namespace MaskSharp.Tests.Metrics;

public class SegmentationScoresTests
{
    // TP 6, FP 2, FN 3, TN 9: every figure by hand.
    private static readonly PixelCounts _counts = new(6, 2, 3, 9);

    public static TheoryData<string, double> ByHand => new()
    {
        { "Dice", 12.0 / 17 },
        { "IoU", 6.0 / 11 },
        { "Precision", 6.0 / 8 },
        { "Recall", 6.0 / 9 },
        { "Specificity", 9.0 / 11 },
        { "PixelAccuracy", 15.0 / 20 },
        { "BalancedAccuracy", ((6.0 / 9) + (9.0 / 11)) / 2 },
        { "FBeta", 12.0 / 17 },
        { "Mcc", 48 / Math.Sqrt(8 * 9 * 11 * 12) },
        { "Kappa", ((15.0 / 20) - (((8.0 * 9) + (12.0 * 11)) / 400)) / (1 - (((8.0 * 9) + (12.0 * 11)) / 400)) },
        { "VolumeSimilarity", 1 - (1.0 / 17) },
        { "GeneralizedDice", 12.0 / 17 },
        { "NegativePredictiveValue", 9.0 / 12 },
        { "FalsePositiveRate", 2.0 / 11 },
        { "FalseNegativeRate", 3.0 / 9 },
        { "FalseDiscoveryRate", 2.0 / 8 },
        { "FalseOmissionRate", 3.0 / 12 },
        { "PositiveLikelihoodRatio", 6.0 / 9 / (2.0 / 11) },
        { "NegativeLikelihoodRatio", 3.0 / 9 / (9.0 / 11) },
        { "Youden", (6.0 / 9) + (9.0 / 11) - 1 },
        { "Markedness", (6.0 / 8) + (9.0 / 12) - 1 },
        { "FowlkesMallows", Math.Sqrt(6.0 / 8 * 6 / 9) },
        { "PrevalenceThreshold", Math.Sqrt(2.0 / 11) / (Math.Sqrt(6.0 / 9) + Math.Sqrt(2.0 / 11)) },
        { "AbsoluteVolumeDifference", 1.0 / 9 },
        { "NetBenefit", (6 - 2) / 20.0 },
    };

    [Theory]
    [MemberData(nameof(ByHand))]
    public void Each_score_is_its_formula(string name, double expected)
    {
        var result = Score(_counts, name);
        Assert.Equal(name, result.Name);
        Assert.Equal(expected, result.PerSample[0, 0], 14);
        Assert.Equal(expected, result.PerClass[0], 14);
        Assert.Equal(expected, result.PooledPerClass[0], 14);
        Assert.Equal(expected, result.Mean, 14);
        Assert.Equal(expected, result.Pooled, 14);
        Assert.Equal(expected, result.Weighted, 14);
        Assert.Equal((1, 0, 0, 0), (result.Count, result.Empty, result.Skipped, result.Undefined));
    }

    [Fact]
    public void All_scores_are_the_properties()
        => Assert.Equal(
            typeof(SegmentationScores).GetProperties().Where(property => property.PropertyType == typeof(MetricResult)).Select(property => property.Name).Order(),
            new SegmentationScores(_counts).All.Select(result => result.Name).Order());

    [Fact]
    public void Volumes_are_as_similar_whichever_is_larger()
        => Assert.Equal(1 - (1.0 / 17), new SegmentationScores(new PixelCounts(6, 3, 2, 9)).VolumeSimilarity.Mean, 14);

    [Fact]
    public void Beta_above_1_weighs_recall_and_0_is_precision()
    {
        var scores = new SegmentationScores(_counts);
        Assert.Equal(5 * 6.0 / ((5 * 6) + (4 * 3) + 2), scores.FBeta(2).Mean, 14);
        Assert.Equal(scores.Precision.Mean, scores.FBeta(0).Mean);
        Assert.Throws<ArgumentOutOfRangeException>(() => scores.FBeta(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => scores.FBeta(double.NaN));
    }

    [Fact]
    public void A_net_benefit_prices_false_alarms()
    {
        var scores = new SegmentationScores(_counts);
        Assert.Equal((6 - (2 / 9.0)) / 20, scores.NetBenefit(1 / 9.0).Mean, 14);
        Assert.Throws<ArgumentOutOfRangeException>(() => scores.NetBenefit(-1));
    }

    [Theory]
    [InlineData("FalseNegativeRate", 0, 1)]
    [InlineData("FalseDiscoveryRate", 0, 1)]
    [InlineData("AbsoluteVolumeDifference", 0, 1)]
    [InlineData("Youden", 1, 0)]
    [InlineData("FowlkesMallows", 1, 0)]
    public void An_empty_class_has_the_best_or_the_worst_score(string name, double best, double worst)
    {
        var empty = new PixelCounts(0, 0, 0, 9);
        Assert.Equal(best, Score(empty, name, new() { Empty = EmptyMask.One }).Mean);
        Assert.Equal(worst, Score(empty, name, new() { Empty = EmptyMask.Zero }).Mean);
        Assert.Equal(double.NaN, Score(empty, name, new() { Empty = EmptyMask.Skip }).Mean);
    }

    [Fact]
    public void Ratios_without_bound_are_infinite_and_so_are_their_means()
    {
        var counts = PixelCounts.Concat(new PixelCounts(3, 0, 1, 9), _counts);
        var ratio = new SegmentationScores(counts).PositiveLikelihoodRatio;
        Assert.Equal(double.PositiveInfinity, ratio.PerSample[0, 0]);
        Assert.Equal(double.PositiveInfinity, ratio.Mean);
        Assert.Equal(double.PositiveInfinity, new SegmentationScores(new PixelCounts(0, 3, 0, 9)).AbsoluteVolumeDifference.Mean);
    }

    [Fact]
    public void Image_wise_scores_join_the_classes_of_a_sample()
    {
        var counts = new PixelCounts(new long[,] { { 1, 2 }, { 0, 16 } }, new long[,] { { 0, 2 }, { 3, 0 } }, new long[,] { { 0, 2 }, { 1, 0 } }, new long[,] { { 5, 5 }, { 5, 5 } });
        var dice = new SegmentationScores(counts).Dice;
        Assert.Equal((double[])[6.0 / 10, 32.0 / 36], dice.PerImage);
        Assert.Equal((0.6 + (32.0 / 36)) / 2, dice.ImageWise, 15);
        Assert.Equal((double[])[0.5, 1], new SegmentationScores(counts, new() { IncludeBackground = false }).Dice.PerImage);
        Assert.Equal(2, dice.Samples);
        Assert.Equal("empty classes: One; other 0/0: NaN; background counted", dice.Rule);
    }

    [Fact]
    public void Large_scores_have_an_exact_mean()
    {
        var sum = default(FixedPointSum);
        foreach (var score in (double[])[1e15, 0.25, -3.5, 1e-20])
            sum += score;
        Assert.Equal((1e15 - 3.25) / 4, sum.Mean);
        Assert.Equal(double.NaN, (sum + double.NaN).Mean);
        Assert.Equal(double.NegativeInfinity, (sum + double.NegativeInfinity).Mean);
        Assert.Equal(double.NaN, (sum + double.NegativeInfinity + double.PositiveInfinity).Mean);
    }

    /// <summary>As many pixels as a large data set has, by doubling: 2⁶⁰.</summary>
    [Fact]
    public void A_sum_of_any_number_of_scores_holds()
    {
        foreach (var score in (double[])[1 - Math.ScaleB(1, -53), 0.3, -0.3])
        {
            var sum = default(FixedPointSum) + score;
            for (var doubled = 0; doubled < 60; doubled++)
                sum += sum;
            Assert.Equal(1L << 60, sum.Count);
            Assert.Equal(score, sum.Mean, 1e-15);
        }
    }

    [Fact]
    public void Levels_are_means_over_samples_classes_and_pixels()
    {
        // Dice [sample, class]: 1, 0.5 / 0, 1. Class 1 has 4 + 16 true pixels of 22.
        var counts = new PixelCounts(
            new long[,] { { 1, 2 }, { 0, 16 } },
            new long[,] { { 0, 2 }, { 3, 0 } },
            new long[,] { { 0, 2 }, { 1, 0 } },
            new long[,] { { 5, 5 }, { 5, 5 } });
        var dice = new SegmentationScores(counts).Dice;
        Assert.Equal(new[,] { { 1, 0.5 }, { 0, 1 } }, dice.PerSample.ToArray());
        Assert.Equal((double[])[0.5, 0.75], dice.PerClass);
        Assert.Equal((double[])[2.0 / 6, 36.0 / 40], dice.PooledPerClass);
        Assert.Equal(0.625, dice.Mean);
        Assert.Equal(38.0 / 46, dice.Pooled);
        Assert.Equal(((2 * 0.5) + (20 * 0.75)) / 22, dice.Weighted, 15);
        Assert.Equal(0.5, dice.WeightedBy([3, 0]));
        Assert.Equal(0.6875, dice.WeightedBy([1, 3]));
        Assert.Throws<ArgumentException>(() => dice.WeightedBy([1]));
        Assert.Throws<ArgumentException>(() => dice.WeightedBy([0, 0]));
        Assert.Throws<ArgumentException>(() => dice.WeightedBy([1, -1]));

        var withoutBackground = new SegmentationScores(counts, new() { IncludeBackground = false }).Dice;
        Assert.Equal(0.75, withoutBackground.Mean);
        Assert.Equal(36.0 / 40, withoutBackground.Pooled);
        Assert.Equal(0.75, withoutBackground.Weighted);
        Assert.Equal((double[])[0.5, 0.75], withoutBackground.PerClass);
        Assert.Equal(2, withoutBackground.Count);
    }

    [Fact]
    public void The_only_class_is_no_background()
        => Assert.Equal(12.0 / 17, new SegmentationScores(_counts, new() { IncludeBackground = false }).Dice.Mean, 14);

    // Three samples: empty, only predicted, half right.
    [Theory]
    [InlineData(EmptyMask.One, new[] { 1, 0, 0.5 }, 0.5, 0)]
    [InlineData(EmptyMask.Zero, new[] { 0, 0, 0.5 }, 0.5 / 3, 0)]
    [InlineData(EmptyMask.Skip, new[] { double.NaN, 0, 0.5 }, 0.25, 1)]
    [InlineData(EmptyMask.SkipNoTarget, new[] { double.NaN, double.NaN, 0.5 }, 0.5, 2)]
    public void An_empty_class_follows_Empty(EmptyMask rule, double[] perSample, double mean, int skipped)
    {
        var counts = PixelCounts.Concat(new PixelCounts(0, 0, 0, 10), new(0, 2, 0, 8), new(1, 1, 1, 7));
        var dice = new SegmentationScores(counts, new() { Empty = rule }).Dice;
        Assert.Equal(perSample, dice.PerSample.AsSpan().ToArray());
        Assert.Equal(mean, dice.Mean, 15);
        Assert.Equal((1, skipped, 3 - skipped, 0), (dice.Empty, dice.Skipped, dice.Count, dice.Undefined));
        Assert.Equal(2.0 / 6, dice.Pooled);
        for (var sample = 0; sample < 3; sample++)
            Assert.Equal(double.IsNaN(perSample[sample]), dice.IsSkipped(sample, 0));
    }

    [Theory]
    [InlineData("Dice")]
    [InlineData("IoU")]
    [InlineData("Precision")]
    [InlineData("Recall")]
    [InlineData("BalancedAccuracy")]
    [InlineData("FBeta")]
    [InlineData("Mcc")]
    [InlineData("Kappa")]
    [InlineData("VolumeSimilarity")]
    [InlineData("GeneralizedDice")]
    public void Every_0_over_0_of_an_empty_class_is_the_same_rule(string name)
    {
        var empty = new PixelCounts(0, 0, 0, 10);
        Assert.Equal(1, Score(empty, name).Mean);
        Assert.Equal(0, Score(empty, name, new() { Empty = EmptyMask.Zero }).Mean);
        Assert.Equal(double.NaN, Score(empty, name, new() { Empty = EmptyMask.Skip }).Mean);
    }

    [Theory]
    [InlineData("Specificity")]
    [InlineData("PixelAccuracy")]
    public void A_score_that_an_empty_class_has_is_kept(string name)
        => Assert.Equal(1, Score(new PixelCounts(0, 0, 0, 10), name, new() { Empty = EmptyMask.Zero }).Mean);

    [Theory]
    [InlineData(UndefinedScore.NaN, double.NaN, 0)]
    [InlineData(UndefinedScore.Zero, 0.25, 0)]
    [InlineData(UndefinedScore.One, 0.75, 0)]
    [InlineData(UndefinedScore.Skip, 0.5, 1)]
    public void Any_other_0_over_0_follows_Undefined(UndefinedScore rule, double mean, int skipped)
    {
        // The first sample has true pixels and none predicted: precision is 0/0 though Dice is 0.
        var counts = PixelCounts.Concat(new PixelCounts(0, 0, 3, 7), new(1, 1, 1, 7));
        var scores = new SegmentationScores(counts, new() { Undefined = rule });
        Assert.Equal(mean, scores.Precision.Mean);
        Assert.Equal((0, 1, skipped), (scores.Precision.Empty, scores.Precision.Undefined, scores.Precision.Skipped));
        Assert.Equal(0, scores.Dice.PerSample[0, 0]);
        Assert.Equal(0, scores.Dice.Undefined);
    }

    [Fact]
    public void Nothing_measured_is_never_a_score()
    {
        var none = new PixelCounts(new long[0, 2], new long[0, 2], new long[0, 2], new long[0, 2]);
        var dice = new SegmentationScores(none).Dice;
        Assert.All([dice.Mean, dice.Pooled, dice.Weighted, dice.PerClass[0], dice.PooledPerClass[1]], value => Assert.Equal(double.NaN, value));
        Assert.Equal(double.NaN, new SegmentationScores(none.Pool()).GeneralizedDice().Pooled);
    }

    [Fact]
    public void Without_a_true_pixel_the_classes_weigh_alike()
        => Assert.Equal(0.5, new SegmentationScores(PixelCounts.Concat(new PixelCounts(new long[,] { { 0, 0 } }, new long[,] { { 0, 4 } }, new long[,] { { 0, 0 } }, new long[,] { { 9, 5 } }))).Dice.Weighted);

    [Fact]
    public void A_class_skipped_everywhere_does_not_spoil_the_weighted_score()
    {
        var counts = new PixelCounts(new long[,] { { 4, 0 } }, new long[,] { { 0, 0 } }, new long[,] { { 0, 0 } }, new long[,] { { 5, 9 } });
        var dice = new SegmentationScores(counts, new() { Empty = EmptyMask.Skip }).Dice;
        Assert.Equal(double.NaN, dice.PerClass[1]);
        Assert.Equal((1, 1, 1), (dice.Mean, dice.Weighted, dice.WeightedBy([1, 9])));
        Assert.Equal((long[])[1, 0], dice.PerClassCount);
    }

    [Fact]
    public void Huge_counts_neither_overflow_nor_lose_their_sign()
    {
        const long Huge = 1L << 60;
        var right = new SegmentationScores(new PixelCounts(Huge, 0, 0, Huge));
        var wrong = new SegmentationScores(new PixelCounts(0, Huge, Huge, 0));
        var random = new SegmentationScores(new PixelCounts(Huge, Huge, Huge, Huge));
        Assert.Equal((1, 1, 1), (right.Mcc.Mean, right.Kappa.Mean, right.Dice.Mean));
        Assert.Equal((-1, -1, 0), (wrong.Mcc.Mean, wrong.Kappa.Mean, wrong.Dice.Mean));
        Assert.Equal((0, 0, 0.5), (random.Mcc.Mean, random.Kappa.Mean, random.PixelAccuracy.Mean));

        // One pixel in 10¹² still decides the sign, where doubles would cancel.
        Assert.True(new SegmentationScores(new PixelCounts(1_000_000_000_001, 1_000_000_000_000, 1_000_000_000_000, 1_000_000_000_000)).Mcc.Mean > 0);
    }

    [Fact]
    public void Generalized_dice_weighs_classes_by_their_volume()
    {
        // Volumes 4, 1 and 0; the absent class weighs as the heaviest.
        var counts = new PixelCounts(new long[,] { { 3, 1, 0 } }, new long[,] { { 1, 0, 2 } }, new long[,] { { 1, 0, 0 } }, new long[,] { { 5, 9, 8 } });
        var scores = new SegmentationScores(counts);
        Assert.Equal(2 * ((3 / 16.0) + 1) / ((8 / 16.0) + 2 + 2), scores.GeneralizedDice().Mean, 15);
        Assert.Equal(2 * ((3 / 4.0) + 1) / ((8 / 4.0) + 2 + 2), scores.GeneralizedDice(VolumeWeight.Simple).Mean, 15);
        Assert.Equal(2 * 4 / 12.0, scores.GeneralizedDice(VolumeWeight.Uniform).Mean, 15);
        Assert.Equal(2 * ((2 * 3) + (5 * 1)) / ((2 * 8) + (5 * 2) + 2.0), scores.GeneralizedDice([2, 5, 1]).Mean, 15);
        Assert.Equal(1, scores.GeneralizedDice().PerSample.Classes);
        Assert.Equal(2 * 1 / 4.0, new SegmentationScores(counts, new() { IncludeBackground = false }).GeneralizedDice().Mean, 15);
        Assert.Throws<ArgumentException>(() => scores.GeneralizedDice([1, 2]));
    }

    [Fact]
    public void A_prediction_where_no_class_is_true_has_generalized_dice_0()
    {
        var counts = new PixelCounts(new long[,] { { 0, 0 } }, new long[,] { { 3, 0 } }, new long[,] { { 0, 0 } }, new long[,] { { 5, 8 } });
        Assert.Equal(0, new SegmentationScores(counts).GeneralizedDice().Mean);
    }

    [Fact]
    public void Class_names_are_the_given_ones_or_numbers()
    {
        var counts = PixelCounts.FromLabels<byte>([0, 1], [0, 1], 2);
        Assert.Equal((string[])["0", "1"], new SegmentationScores(counts).ClassNames);
        Assert.Equal((string[])["back", "cell"], new SegmentationScores(counts, new() { ClassNames = ["back", "cell"] }).ClassNames);
        Assert.Throws<ArgumentException>(() => new SegmentationScores(counts, new() { ClassNames = ["cell"] }));
    }

    [Fact]
    public void Means_are_the_same_bits_in_any_order()
    {
        var random = new Random(5);
        var samples = Enumerable.Range(0, 997).Select(_ => new PixelCounts(random.Next(50), random.Next(50), random.Next(50), random.Next(50))).ToArray();
        var scores = new SegmentationScores(PixelCounts.Concat(samples));
        random.Shuffle(samples);
        var shuffled = new SegmentationScores(PixelCounts.Concat(samples));
        Assert.Equal(scores.Dice.Mean, shuffled.Dice.Mean);
        Assert.Equal(scores.Mcc.PerClass[0], shuffled.Mcc.PerClass[0]);
        Assert.Equal(scores.Kappa.Weighted, shuffled.Kappa.Weighted);
        Assert.Equal(scores.Dice.PerSample.AsSpan().ToArray().Average(), scores.Dice.Mean, 14);
    }

    private static MetricResult Score(PixelCounts counts, string name, ScoreOptions? options = null)
    {
        var scores = new SegmentationScores(counts, options);
        return name switch
        {
            "FBeta" => scores.FBeta(),
            "GeneralizedDice" => scores.GeneralizedDice(),
            "NetBenefit" => scores.NetBenefit(),
            _ => (MetricResult)typeof(SegmentationScores).GetProperty(name)!.GetValue(scores)!,
        };
    }
}
