using static TorchSharp.torch;

namespace MaskSharp.Tests.BruteForce;

/// <summary>Counts and every score of them, at every level, against definitions on lists of pixels.</summary>
public class CountScoresTests
{
    [Fact]
    public void Counts_are_those_of_lists_of_pixels()
    {
        foreach (var labels in LabelCase.All)
        {
            for (var sample = 0; sample < labels.Samples.Count; sample++)
            {
                var (prediction, target) = labels.Samples[sample];
                var expected = PixelCounts.Concat(Enumerable.Range(0, labels.Classes).Select(c => Count(labels.Pixels(sample, c))));
                foreach (var counts in Ways(labels, prediction, target))
                    Assert.True(Enumerable.Range(0, labels.Classes).All(c => expected.Sample(c).Equals(counts.Class(c))), $"Case {labels.Number}, sample {sample}: {counts} where lists give {expected}.");
            }
        }
    }

    [Fact]
    public void Scores_are_their_definitions_at_every_level()
    {
        foreach (var labels in LabelCase.All)
        {
            var scores = Score(labels);
            Assert.Equal(PlainScore.All.Select(score => score.Name), scores.All.Select(result => result.Name));
            foreach (var (score, result) in PlainScore.All.Zip(scores.All))
                AssertLevels(labels, score, result);
            var beta = new[] { 0, 0.5, 1, 2 }[labels.Number % 4];
            AssertLevels(labels, PlainScore.FBeta(beta), scores.FBeta(beta));
            var rate = labels.Number % 3 / 2.0;
            AssertLevels(labels, PlainScore.NetBenefit(rate), scores.NetBenefit(rate));
        }
    }

    [Fact]
    public void Generalized_Dice_is_its_definition()
    {
        foreach (var labels in LabelCase.All)
        {
            var weight = (VolumeWeight)(labels.Number % 3);
            AssertGeneralized(labels, Score(labels).GeneralizedDice(weight), classes => Weights(classes, weight));
            double[] given = [.. Enumerable.Range(0, labels.Classes).Select(c => (c + labels.Number) % 3 * 0.7)];
            AssertGeneralized(labels, Score(labels).GeneralizedDice(given), _ => given[labels.First..]);
        }
    }

    [Fact]
    public void Meters_score_as_their_definitions_too()
    {
        foreach (var labels in LabelCase.All)
        {
            var (kept, summed) = (new SegmentationMeter(labels.Classes, labels.Options), new SegmentationMeter(labels.Classes, labels.Options, keepsCases: false));
            for (var sample = 0; sample < labels.Samples.Count; sample++)
            {
                var (prediction, target) = labels.Samples[sample];
                var counts = PixelCounts.FromLabels<int>(prediction, target, labels.Classes, labels.Ignore);
                kept.Update(counts);
                summed.Update(counts);
            }

            Assert.Equal(Score(labels).Counts, kept.Compute().Counts);
            foreach (var (score, result) in PlainScore.All.Zip(summed.Compute().All))
                AssertMeans(labels, score, result);
        }
    }

    private static SegmentationScores Score(LabelCase labels)
        => new(PixelCounts.Concat(labels.Samples.Select(sample => PixelCounts.FromLabels<int>(sample.Prediction, sample.Target, labels.Classes, labels.Ignore))), labels.Options);

    private static PixelCounts Count(PlainPixels pixels)
        => new(pixels.Both, pixels.Predicted - pixels.Both, pixels.Actual - pixels.Both, pixels.Count - pixels.Either);

    /// <summary>Every way to count a sample.</summary>
    private static IEnumerable<PixelCounts> Ways(LabelCase labels, int[] prediction, int[] target)
    {
        var (classes, ignore) = (labels.Classes, labels.Ignore);
        yield return PixelCounts.FromLabels<int>(prediction, target, classes, ignore);
        yield return PixelCounts.FromLabels<byte>(Array.ConvertAll(prediction, label => (byte)label), Array.ConvertAll(target, label => (byte)label), classes, ignore);
        yield return PixelCounts.FromLabels<long>(Array.ConvertAll(prediction, label => (long)label), Array.ConvertAll(target, label => (long)label), classes, ignore);
        if (classes == 1)
        {
            byte[] valid = [.. target.Select(label => label == ignore ? (byte)0 : (byte)7)];
            yield return PixelCounts.FromMasks(Array.ConvertAll(prediction, label => (byte)(label * 9)), Array.ConvertAll(target, label => (byte)label), valid);
            yield return PixelCounts.FromMasks(Array.ConvertAll(prediction, label => label != 0), Array.ConvertAll(target, label => label != 0), Array.ConvertAll(valid, pixel => pixel != 0));
        }
        else
        {
            yield return ConfusionMatrix.FromLabels<int>(prediction, target, classes, ignore).ToPixelCounts();
            yield return PixelCounts.FromLabels<int>(prediction, target, [.. Enumerable.Range(0, classes).Select(c => new LabelGroup($"{c}", c))], ignore);
        }

        using var scope = NewDisposeScope();
        var indices = tensor(target).reshape(1, -1);
        var shape = new long[] { 1, classes, target.Length };
        float[] values = [.. Enumerable.Range(0, Math.Max(2, classes)).SelectMany(c => prediction.Select(label => label == c ? 0.9f : -0.2f))];
        if (classes == 1)
        {
            yield return PixelCounter.CountBinary(tensor(values[target.Length..]).reshape(shape), indices, null, 0.5, ignore);
        }
        else
        {
            var channels = tensor(values).reshape(shape);
            yield return PixelCounter.CountMulticlass(channels, indices, null, classes, ignore);
            yield return PixelCounter.CountMultilabel(channels, indices, null, classes, 0.5, ignore);
        }
    }

    private static void AssertLevels(LabelCase labels, PlainScore score, MetricResult result)
    {
        Assert.Equal(score.Name, result.Name);
        for (var sample = 0; sample < labels.Samples.Count; sample++)
        {
            for (var c = 0; c < labels.Classes; c++)
            {
                var (expected, skipped, _) = score.Resolve(labels.Pixels(sample, c), labels.Options);
                AssertClose(labels, score, $"sample {sample}, class {c}", expected, result.PerSample[sample, c]);
                Assert.Equal(skipped, result.IsSkipped(sample, c));
            }

            AssertClose(labels, score, $"image {sample}", score.Resolve(labels.Image(sample), labels.Options).Score, result.PerImage[sample]);
        }

        AssertMeans(labels, score, result);
    }

    private static void AssertMeans(LabelCase labels, PlainScore score, MetricResult result)
    {
        var (samples, options) = (labels.Samples.Count, labels.Options);
        var entries = Enumerable.Range(0, labels.Classes)
            .Select(c => Enumerable.Range(0, samples).Select(sample => (Pixels: labels.Pixels(sample, c), Entry: score.Resolve(labels.Pixels(sample, c), options))).ToList())
            .ToList();
        double Mean(IEnumerable<(double Score, bool Skipped, bool Undefined)> all) => all.Where(entry => !entry.Skipped).Select(entry => entry.Score).DefaultIfEmpty(double.NaN).Average();
        double[] perClass = [.. entries.Select(entry => Mean(entry.Select(one => one.Entry)))];
        PlainPixels[] pooled = [.. Enumerable.Range(0, labels.Classes).Select(labels.Pooled)];
        for (var c = 0; c < labels.Classes; c++)
        {
            AssertClose(labels, score, $"class {c}", perClass[c], result.PerClass[c]);
            AssertClose(labels, score, $"class {c} pooled", score.Resolve(pooled[c], options).Score, result.PooledPerClass[c]);
            Assert.Equal(entries[c].Count(one => !one.Entry.Skipped), result.PerClassCount[c]);
        }

        var counted = labels.Counted.SelectMany(c => entries[c]).ToList();
        AssertClose(labels, score, "mean", Mean(counted.Select(one => one.Entry)), result.Mean);
        AssertClose(labels, score, "pooled", score.Resolve(labels.Whole, options).Score, result.Pooled);
        AssertClose(labels, score, "image-wise", Mean(Enumerable.Range(0, samples).Select(sample => score.Resolve(labels.Image(sample), options))), result.ImageWise);
        Assert.Equal(
            (counted.Count(one => !one.Entry.Skipped), counted.Count(one => one.Pixels.IsEmpty), counted.Count(one => one.Entry.Skipped), counted.Count(one => one.Entry.Undefined)),
            (result.Count, result.Empty, result.Skipped, result.Undefined));

        // By true pixels, all alike where there is none; a class without a score takes no part.
        double Weighted(Func<int, double> weight)
        {
            var taking = labels.Counted.Where(c => weight(c) > 0 && result.PerClassCount[c] > 0).ToList();
            return taking.Sum(c => weight(c) * perClass[c]) / taking.Sum(weight);
        }

        var none = labels.Counted.All(c => pooled[c].Actual == 0);
        AssertClose(labels, score, "weighted", Weighted(c => none ? 1 : pooled[c].Actual), result.Weighted);
        double[] given = [.. Enumerable.Range(0, labels.Classes).Select(c => c == labels.Classes - 1 ? 2 : (c + labels.Number) % 3 * 0.4)];
        AssertClose(labels, score, "weighted by given weights", Weighted(c => given[c]), result.WeightedBy(given));
    }

    private static void AssertGeneralized(LabelCase labels, MetricResult result, Func<PlainPixels[], double[]> weigh)
    {
        (double Score, bool Skipped, bool Undefined) Entry(PlainPixels[] classes)
        {
            var weights = weigh(classes);
            var sizes = classes.Zip(weights, (n, weight) => weight * (n.Predicted + n.Actual)).Sum();
            double? score = sizes == 0 ? null : 2 * classes.Zip(weights, (n, weight) => weight * n.Both).Sum() / sizes;
            return PlainScore.Resolve(score, classes.All(n => n.IsEmpty), classes.Any(n => n.Actual > 0), 1, 0, labels.Options);
        }

        var score = new PlainScore("GeneralizedDice", _ => null);
        var entries = Enumerable.Range(0, labels.Samples.Count).Select(sample => Entry([.. labels.Counted.Select(c => labels.Pixels(sample, c))])).ToList();
        for (var sample = 0; sample < entries.Count; sample++)
        {
            AssertClose(labels, score, $"sample {sample}", entries[sample].Score, result.PerSample[sample, 0]);
            Assert.Equal(entries[sample].Skipped, result.IsSkipped(sample, 0));
        }

        AssertClose(labels, score, "mean", entries.Where(entry => !entry.Skipped).Select(entry => entry.Score).DefaultIfEmpty(double.NaN).Average(), result.Mean);
        AssertClose(labels, score, "pooled", Entry([.. labels.Counted.Select(labels.Pooled)]).Score, result.Pooled);
    }

    /// <summary>1/V², 1/V or 1; an absent class as the heaviest present one, or 1 where none is.</summary>
    private static double[] Weights(PlainPixels[] classes, VolumeWeight weight)
    {
        var power = weight switch { VolumeWeight.Square => 2, VolumeWeight.Simple => 1, _ => 0 };
        var smallest = classes.Where(n => n.Actual > 0).Select(n => n.Actual).DefaultIfEmpty(1).Min();
        return [.. classes.Select(n => 1 / Math.Pow(n.Actual > 0 ? n.Actual : smallest, power))];
    }

    private static void AssertClose(LabelCase labels, PlainScore score, string what, double expected, double actual)
    {
        if (!actual.Equals(expected) && !(Math.Abs(actual - expected) <= PlainCase.Tolerance * Math.Max(1, Math.Abs(expected))))
            Assert.Fail($"Case {labels.Number}, {score.Name}, {what}: {actual:R} where the definition gives {expected:R} ({labels.Options.Empty}, {labels.Options.Undefined}).");
    }
}
