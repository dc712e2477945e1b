namespace MaskSharp.Tests.BruteForce;

/// <summary>The scores of a confusion matrix against their definitions on lists of pixels.</summary>
public class ConfusionScoresTests
{
    [Fact]
    public void Scores_of_exclusive_classes_are_their_definitions()
    {
        foreach (var labels in LabelCase.All.Where(labels => labels.Classes > 1))
        {
            var matrix = labels.Samples.Select(sample => ConfusionMatrix.FromLabels<int>(sample.Prediction, sample.Target, labels.Classes, labels.Ignore)).Aggregate((sum, part) => sum + part);
            (int P, int T)[] pixels = [.. labels.Samples.SelectMany(sample => sample.Prediction.Zip(sample.Target)).Where(pixel => pixel.Second != labels.Ignore)];
            var classes = Enumerable.Range(0, labels.Classes).ToArray();
            Assert.Equal(pixels.Length, matrix.Pixels);
            void Close(double expected, double actual, string what)
                => Assert.True(actual.Equals(expected) || Math.Abs(actual - expected) <= PlainCase.Tolerance * Math.Max(1, Math.Abs(expected)), $"Case {labels.Number}, {what}: {actual:R} where the definition gives {expected:R}.");

            Close(pixels.Select(pixel => pixel.P == pixel.T ? 1.0 : 0).DefaultIfEmpty(double.NaN).Average(), matrix.Accuracy, "accuracy");
            Close(classes.Where(c => pixels.Any(pixel => pixel.T == c)).Select(c => pixels.Where(pixel => pixel.T == c).Average(pixel => pixel.P == c ? 1.0 : 0)).DefaultIfEmpty(double.NaN).Average(), matrix.BalancedAccuracy, "balanced accuracy");
            Close(Correlation(pixels, classes), matrix.Mcc, "MCC");
            Close(Kappa(pixels, (t, p) => t == p ? 0 : 1), matrix.Kappa(), "kappa");
            Close(Kappa(pixels, (t, p) => Math.Abs(t - p)), matrix.Kappa(KappaWeight.Linear), "linear kappa");
            Close(Kappa(pixels, (t, p) => (t - p) * (t - p)), matrix.Kappa(KappaWeight.Quadratic), "quadratic kappa");
            var weights = new double[labels.Classes, labels.Classes];
            foreach (var t in classes)
            {
                foreach (var p in classes)
                    weights[t, p] = ((3 * t) + (2 * p) + labels.Number) % 5 * 0.3;
            }

            Close(Kappa(pixels, (t, p) => weights[t, p]), matrix.Kappa(weights), "weighted kappa");
            Close(ExpectedCost(pixels, classes, (t, p) => weights[t, p]), matrix.NormalizedExpectedCost(weights), "normalised expected cost");
            if (classes.All(c => pixels.Any(pixel => pixel.T == c)))
                Close(ExpectedCost(pixels, classes, (t, p) => t == p ? 0 : 1.0 / pixels.Count(pixel => pixel.T == t)), matrix.NormalizedExpectedCost(), "normalised expected cost of alike classes");
            else
                Assert.Equal(double.NaN, matrix.NormalizedExpectedCost());
        }
    }

    /// <summary>Covariance of the classes' indicators, summed over the classes (Gorodkin 2004).</summary>
    private static double Correlation((int P, int T)[] pixels, int[] classes)
    {
        if (pixels.Select(pixel => pixel.P).Distinct().Count() < 2 || pixels.Select(pixel => pixel.T).Distinct().Count() < 2)
            return double.NaN;
        double Covariance(Func<(int P, int T), int> a, Func<(int P, int T), int> b) => classes.Sum(c =>
        {
            var (meanA, meanB) = (pixels.Average(pixel => a(pixel) == c ? 1.0 : 0), pixels.Average(pixel => b(pixel) == c ? 1.0 : 0));
            return pixels.Sum(pixel => ((a(pixel) == c ? 1 : 0) - meanA) * ((b(pixel) == c ? 1 : 0) - meanB));
        });
        return Covariance(pixel => pixel.P, pixel => pixel.T) / Math.Sqrt(Covariance(pixel => pixel.P, pixel => pixel.P) * Covariance(pixel => pixel.T, pixel => pixel.T));
    }

    /// <summary>Chance pairs every prediction with every true label.</summary>
    private static double Kappa((int P, int T)[] pixels, Func<int, int, double> weight)
    {
        var chance = pixels.Sum(a => pixels.Sum(b => weight(a.T, b.P))) / pixels.Length;
        return chance == 0 || pixels.Length == 0 ? double.NaN : 1 - (pixels.Sum(pixel => weight(pixel.T, pixel.P)) / chance);
    }

    private static double ExpectedCost((int P, int T)[] pixels, int[] classes, Func<int, int, double> cost)
        => pixels.Sum(pixel => cost(pixel.T, pixel.P)) / classes.Min(constant => pixels.Sum(pixel => cost(pixel.T, constant)));
}
