using MaskSharp.Tests.Metrics;
using static TorchSharp.torch;

namespace MaskSharp.Tests.Surfaces;

public class SurfaceScoresTests
{
    private static readonly double[] _spacing = [1.1, 0.7];

    [Fact]
    public void Binary_surfaces_are_those_of_the_masks()
    {
        using var scope = NewDisposeScope();
        manual_seed(21);
        var (logits, target, mask) = (randn(3, 1, 12, 17), randint(0, 2, [3, 1, 12, 17]), rand(3, 1, 12, 17).ge(0.2));
        var scores = AnnotatedMetrics.MeasureSurfaces(logits, target, mask, _spacing);
        Assert.Equal((3, 1), (scores.Samples, scores.Classes));
        AssertMeasured(scores, [12, 17], _spacing, (n, _) => Bytes(logits[n].ge(0).logical_and(mask[n])), (n, _) => Bytes(target[n].eq(1).logical_and(mask[n])));

        // Without a channel, as probabilities above a threshold, and with an ignored value.
        var (probabilities, marked) = (rand(2, 9, 8, 7), randint(0, 2, [2, 9, 8, 7]).to(uint8));
        marked[0, 3] = tensor((byte)255);
        AssertMeasured(
            AnnotatedMetrics.ProbabilityMeasureSurfaces(probabilities, marked),
            [9, 8, 7],
            [1, 1, 1],
            (n, _) => Bytes(probabilities[n].ge(0.7).logical_and(marked[n].ne(255))),
            (n, _) => Bytes(marked[n].eq(1)));
    }

    [Fact]
    public void Surfaces_of_channels_and_classes_are_those_of_their_masks()
    {
        using var scope = NewDisposeScope();
        manual_seed(22);
        var (logits, indices) = (randn(2, 3, 12, 17), randint(0, 3, [2, 12, 17]));

        // Index 2 is ignored though it is a class.
        AssertMeasured(
            AnnotatedMetrics.LabelMeasureSurfaces(logits, indices, spacing: _spacing),
            [12, 17],
            _spacing,
            (n, c) => Bytes(logits[n, c].ge(0).logical_and(indices[n].ne(2))),
            (n, c) => Bytes(indices[n].eq(c).logical_and(indices[n].ne(2))));

        indices[1, 5] = tensor(-100L);
        var classes = AnnotatedMetrics.ClassMeasureSurfaces(logits, indices, spacing: _spacing);
        AssertMeasured(
            classes,
            [12, 17],
            _spacing,
            (n, c) => Bytes(logits[n].argmax(0).eq(c).logical_and(indices[n].ne(-100))),
            (n, c) => Bytes(indices[n].eq(c)));
        Assert.Equal((string[])["background", "cell", "border"], classes.ClassNames);
        Assert.Equal(EmptyMask.Skip, classes.MeasuredBy.Empty);

        // The background is in the table and in no mean.
        Assert.Equal(4, classes.Hausdorff.Count);
        Assert.Equal(classes.Hausdorff.PerClass.Skip(1).Average(), classes.Hausdorff.Mean, 12);
    }

    [Theory]
    [InlineData(SurfaceDefinition.BoundaryVoxels)]
    [InlineData(SurfaceDefinition.SurfaceElements)]
    public void Neither_threads_nor_batches_change_a_bit(SurfaceDefinition definition)
    {
        using var scope = NewDisposeScope();
        manual_seed(23);
        var (logits, indices) = (randn([3, 3, 20, 21, 22]), randint(0, 3, [3, 20, 21, 22]));
        SurfaceScores Measure(Tensor prediction, Tensor target, int threads)
            => AnnotatedMetrics.ClassMeasureSurfaces(prediction, target, spacing: [1.5, 0.9, 1.2], measuredBy: new() { Definition = definition, Threads = threads });
        var alone = Figures(Measure(logits, indices, 1));
        foreach (var threads in (int[])[0, 2, 7, 40])
            Assert.Equal(alone, Figures(Measure(logits, indices, threads)));
        Assert.Equal(alone, Figures(SurfaceScores.Concat(Enumerable.Range(0, 3).Select(n => Measure(logits[n..(n + 1)], indices[n..(n + 1)], n)))));
    }

    [Fact]
    public void Label_maps_are_measured_class_by_class()
    {
        var random = new Random(24);
        for (var run = 0; run < 50; run++)
        {
            var shape = RandomImages.Shape(random, 2 + (run % 2));
            var pixels = shape.Aggregate(1, (product, length) => product * length);
            var (prediction, target) = (RandomMasks.Labels(random, pixels, 4), RandomMasks.Labels(random, pixels, 4));
            double[] spacing = [.. shape.Select(_ => 0.5 + random.NextDouble())];
            byte[] Mask(int[] labels, int c) => [.. labels.Select((label, i) => label == c && target[i] != 3 ? (byte)1 : (byte)0)];
            AssertMeasured(SurfaceScores.OfLabels<int>(prediction, target, shape, 4, spacing, ignore: 3), shape, spacing, (_, c) => Mask(prediction, c), (_, c) => Mask(target, c));
        }

        Assert.Contains("target has the label 4 at pixel 1", Assert.Throws<ArgumentException>(() => SurfaceScores.OfLabels<byte>([0, 0], [0, 4], [1, 2], 4)).Message, StringComparison.Ordinal);
        Assert.Contains("prediction has the label -1 at pixel 0", Assert.Throws<ArgumentException>(() => SurfaceScores.OfLabels<int>([-1, 0], [0, 0], [1, 2], 4)).Message, StringComparison.Ordinal);
        Assert.Equal("target", Assert.Throws<ArgumentException>(() => SurfaceScores.OfLabels<byte>([0, 0], [0], [1, 2], 4)).ParamName);
    }

    [Fact]
    public void Means_leave_out_what_the_rule_skips_and_say_what_is_infinite()
    {
        // Sample 0: class 1 one pixel apart, class 2 nowhere. Sample 1: class 1 missed, class 2 right.
        SurfaceScores Measure(EmptyMask empty) => SurfaceScores.Concat(
            SurfaceScores.OfLabels<byte>([0, 1, 0, 0], [1, 0, 0, 0], [1, 4], 3, options: new() { Empty = empty, IncludeBackground = false }),
            SurfaceScores.OfLabels<byte>([0, 0, 2, 2], [1, 0, 2, 2], [1, 4], 3, options: new() { Empty = empty, IncludeBackground = false }));
        var skipping = Measure(EmptyMask.Skip).Hausdorff;
        Assert.Equal((3, 1, 1, double.PositiveInfinity), (skipping.Count, skipping.Skipped, skipping.Infinite, skipping.Mean));
        Assert.Equal((double[])[double.PositiveInfinity, 0], skipping.PerClass.Skip(1));
        Assert.Equal((long[])[2, 2, 1], skipping.PerClassCount);
        Assert.Equal((double[])[1, double.NaN, double.PositiveInfinity, 0], (double[])[.. skipping.PerSample.Row(0)[1..], .. skipping.PerSample.Row(1)[1..]]);
        Assert.Equal("Hausdorff mean Infinity", skipping.ToString().Replace("∞", "Infinity", StringComparison.Ordinal));

        var dice = Measure(EmptyMask.One).NormalizedSurfaceDice(1);
        Assert.Equal((4, 0, 0, 0.75), (dice.Count, dice.Skipped, dice.Infinite, dice.Mean));
        Assert.Equal(2.0 / 3, Measure(EmptyMask.Skip).NormalizedSurfaceDice(1).Mean, 15);
        Assert.Contains("BoundaryVoxels, Euclidean; two empty masks: Skip; background left out", skipping.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        using var scope = NewDisposeScope();
        var (logits, target) = (zeros(2, 1, 4, 4), zeros(2, 1, 4, 4));
        Assert.Equal("prediction", Assert.Throws<ArgumentException>(() => AnnotatedMetrics.MeasureSurfaces(zeros(3), zeros(3))).ParamName);
        Assert.Equal("target", Assert.Throws<ArgumentException>(() => AnnotatedMetrics.MeasureSurfaces(logits, zeros(2, 1, 4, 5))).ParamName);
        Assert.Equal("spacing", Assert.Throws<ArgumentException>(() => AnnotatedMetrics.MeasureSurfaces(logits, target, spacing: [1])).ParamName);
        Assert.Equal("measuredBy", Assert.Throws<ArgumentException>(() => AnnotatedMetrics.MeasureSurfaces(zeros(2, 1, 4), zeros(2, 1, 4), measuredBy: new() { Definition = SurfaceDefinition.SurfaceElements })).ParamName);
        Assert.Contains("target holds 3", Assert.Throws<ArgumentException>(() => AnnotatedMetrics.ClassMeasureSurfaces(zeros(1, 3, 4, 4), full([1, 4, 4], 3L))).Message, StringComparison.Ordinal);
        var scores = AnnotatedMetrics.MeasureSurfaces(logits, target);
        Assert.Throws<ArgumentOutOfRangeException>(() => scores.HausdorffPercentile(101));
        Assert.Throws<ArgumentOutOfRangeException>(() => scores.DirectedHausdorff(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => scores.NormalizedSurfaceDice(-1));
        Assert.Throws<ArgumentException>(() => SurfaceScores.Concat());
        Assert.Throws<ArgumentNullException>("parts", () => SurfaceScores.Concat(scores, null!));
        Assert.Contains("1 and of 3 classes", Assert.Throws<ArgumentException>(() => SurfaceScores.Concat(scores, AnnotatedMetrics.LabelMeasureSurfaces(zeros(1, 3, 4, 4), zeros(1, 3, 4, 4)))).Message, StringComparison.Ordinal);
        Assert.Contains("Measure is Euclidean and Taxicab", Assert.Throws<ArgumentException>(() => SurfaceScores.Concat(scores, AnnotatedMetrics.MeasureSurfaces(logits, target, measuredBy: new() { Measure = DistanceMeasure.Taxicab }))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Measuring_leaves_no_tensor_behind_and_needs_no_gradient()
    {
        using var logits = randn(2, 3, 6, 6, requires_grad: true);
        using var target = randint(0, 3, [2, 6, 6]);
        using var scope = NewDisposeScope();
        AnnotatedMetrics.ClassMeasureSurfaces(logits, target);
        AnnotatedMetrics.LabelMeasureSurfaces(logits, target);
        Assert.Equal(0, scope.DisposablesCount);
        Assert.True(is_grad_enabled());
    }

    private static byte[] Bytes(Tensor mask) => mask.to(uint8).reshape(-1).data<byte>().ToArray();

    private static void AssertMeasured(SurfaceScores scores, int[] shape, double[] spacing, Func<int, int, byte[]> prediction, Func<int, int, byte[]> target)
    {
        for (var sample = 0; sample < scores.Samples; sample++)
        {
            for (var c = 0; c < scores.Classes; c++)
            {
                var expected = SurfaceDistances.Between(prediction(sample, c), target(sample, c), shape, spacing, new() { Empty = scores.Options.Empty });
                Assert.Equal(expected.PredictionToTarget.Distances.ToArray(), scores.Distances[sample, c].PredictionToTarget.Distances.ToArray());
                Assert.Equal(expected.TargetToPrediction.Distances.ToArray(), scores.Distances[sample, c].TargetToPrediction.Distances.ToArray());
                Assert.Equal(
                    (double[])[expected.Hausdorff, expected.Hausdorff95, expected.HausdorffPercentile(40), expected.DirectedHausdorff(60), expected.AverageSymmetric, expected.MeanAverage, expected.Average, expected.NormalizedSurfaceDice(0.8)],
                    Results(scores).Select(result => result.PerSample[sample, c]));
            }
        }
    }

    private static SurfaceResult[] Results(SurfaceScores scores)
        => [scores.Hausdorff, scores.Hausdorff95, scores.HausdorffPercentile(40), scores.DirectedHausdorff(60), scores.AverageSymmetric, scores.MeanAverage, scores.Average, scores.NormalizedSurfaceDice(0.8)];

    private static double[] Figures(SurfaceScores scores)
        => [.. Results(scores).SelectMany(result => (double[])[.. result.PerSample.AsSpan(), .. result.PerClass, result.Mean, result.Count])];
}
