namespace MaskSharp.Tests.Metrics;

public class ConfusionMatrixTests
{
    // Rows are true classes: 30 pixels.
    private static readonly ConfusionMatrix _matrix = new(new long[,] { { 8, 1, 1 }, { 2, 6, 2 }, { 0, 3, 7 } });

    [Fact]
    public void Scores_are_their_formulas()
    {
        Assert.Equal(21 / 30.0, _matrix.Accuracy, 15);
        Assert.Equal((0.8 + 0.6 + 0.7) / 3, _matrix.BalancedAccuracy, 15);

        // Chance agreement: 10·10 + 10·10 + 10·10 of 900.
        Assert.Equal((0.7 - (1 / 3.0)) / (1 - (1 / 3.0)), _matrix.Kappa(), 15);
        Assert.Equal(((21 * 30) - 300) / Math.Sqrt((900.0 - 300) * (900 - 300)), _matrix.Mcc, 15);
        Assert.Equal((0.2 + 0.4 + 0.3) / 3 / (2 / 3.0), _matrix.NormalizedExpectedCost(), 15);

        // Linear weights: observed 1·(1 + 2 + 2 + 3) + 2·1, expected 10·10/30 each.
        Assert.Equal(1 - (10 / (10 * 10 / 30.0 * 8)), _matrix.Kappa(KappaWeight.Linear), 15);
        Assert.Equal(1 - ((8 + (4 * 1)) / (10 * 10 / 30.0 * (4 + 8))), _matrix.Kappa(KappaWeight.Quadratic), 15);
        Assert.Equal(_matrix.Kappa(), _matrix.Kappa(new double[,] { { 0, 1, 1 }, { 1, 0, 1 }, { 1, 1, 0 } }), 15);
    }

    [Fact]
    public void Two_classes_have_the_binary_scores()
    {
        var random = new Random(1);
        for (var run = 0; run < 200; run++)
        {
            var (prediction, target) = (RandomMasks.Labels(random, 40, 2), RandomMasks.Labels(random, 40, 2));
            var matrix = ConfusionMatrix.FromLabels<int>(prediction, target, 2);
            var binary = new SegmentationScores(PixelCounts.FromLabels<int>(prediction, target, 1));
            Assert.Equal(binary.Mcc.Mean, matrix.Mcc, 13);
            Assert.Equal(binary.Kappa.Mean, matrix.Kappa(), 13);
            Assert.Equal(binary.BalancedAccuracy.Mean, matrix.BalancedAccuracy, 13);
        }
    }

    [Fact]
    public void It_holds_the_counts_of_every_class_and_region()
    {
        var random = new Random(2);
        var (prediction, target) = (RandomMasks.Labels(random, 500, 5), RandomMasks.Labels(random, 500, 5));
        var matrix = ConfusionMatrix.FromLabels<int>(prediction, target, 5, ignore: 3);
        Assert.Equal(PixelCounts.FromLabels<int>(prediction, target, 5, ignore: 3), matrix.ToPixelCounts());
        LabelGroup[] regions = [new("whole", 1, 2, 4), new("core", 1, 4), new("rest", 0)];
        Assert.Equal(PixelCounts.FromLabels<int>(prediction, target, regions, ignore: 3), matrix.ToPixelCounts(regions));
        Assert.Equal(target.Count(label => label != 3), matrix.Pixels);
    }

    [Fact]
    public void Regions_count_as_masks_of_their_labels()
    {
        var random = new Random(3);
        var (prediction, target) = (RandomMasks.Labels(random, 5000, 6), RandomMasks.Labels(random, 5000, 6));
        prediction[7] = 40_000;
        target[8] = -1;
        LabelGroup[] regions = [new("whole", 4, 1, 2, 1), new("five", 5)];
        Assert.Equal([1, 2, 4], regions[0].Labels);
        var counts = PixelCounts.FromLabels<int>(prediction, target, regions);
        for (var region = 0; region < 2; region++)
        {
            byte[] Mask(int[] labels) => [.. labels.Select(label => regions[region].Labels.Contains(label) ? (byte)1 : (byte)0)];
            Assert.Equal(PixelCounts.FromMasks(Mask(prediction), Mask(target)), counts.Class(region));
        }
    }

    [Fact]
    public void Matrices_add_and_what_is_undefined_is_NaN()
    {
        var sum = _matrix + _matrix;
        Assert.Equal(60, sum.Pixels);
        Assert.Equal(12, sum[1, 1]);
        var empty = new ConfusionMatrix(new long[2, 2]);
        Assert.Equal([double.NaN, double.NaN, double.NaN, double.NaN], [empty.Accuracy, empty.BalancedAccuracy, empty.Mcc, empty.Kappa()]);
        var one = new ConfusionMatrix(new long[,] { { 5, 0 }, { 0, 0 } });
        Assert.Equal(1, one.BalancedAccuracy);
        Assert.Equal(double.NaN, one.Mcc);
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        Assert.Throws<ArgumentException>(() => new ConfusionMatrix(new long[2, 3]));
        Assert.Throws<ArgumentException>(() => new ConfusionMatrix(new long[,] { { -1 } }));
        Assert.Throws<ArgumentException>(() => _matrix + new ConfusionMatrix(new long[2, 2]));
        Assert.Contains("label 2 at pixel 1", Assert.Throws<ArgumentException>(() => ConfusionMatrix.FromLabels<byte>([0, 0], [0, 2], 2)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => _matrix.Kappa(new double[2, 2]));
        Assert.Throws<ArgumentException>(() => _matrix.ToPixelCounts([new("far", 3)]));
        Assert.Throws<ArgumentException>("regions", () => _matrix.ToPixelCounts([]));
        Assert.Throws<ArgumentOutOfRangeException>("actual", () => _matrix[3, 0]);
        Assert.Throws<ArgumentOutOfRangeException>("predicted", () => _matrix[0, -1]);
        Assert.Throws<ArgumentException>(() => new LabelGroup("none"));
        Assert.Throws<ArgumentException>(() => new LabelGroup("negative", -1));
        Assert.Throws<ArgumentException>(() => PixelCounts.FromLabels<byte>([0], [0], []));
    }
}
