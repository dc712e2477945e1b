using TorchSharp;
using static TorchSharp.torch;

namespace MaskSharp.Tests.Metrics;

/// <summary>
/// The counting kernels against counting pixel by pixel: random dtypes, layouts, masks, ignored values, ties and special values, in
/// sizes around what vectors, words, runs and blocks hold.
/// </summary>
public class RandomCountsTests
{
    private const int Cases = 120;

    private static readonly ScalarType[] _floating = [ScalarType.Float32, ScalarType.Float64, ScalarType.Float16, ScalarType.BFloat16];

    private static readonly ScalarType[] _targets
        = [.. _floating, ScalarType.Bool, ScalarType.Byte, ScalarType.Int8, ScalarType.Int16, ScalarType.Int32, ScalarType.Int64];

    private static readonly int[] _widths = [1, 2, 3, 5, 8, 15, 16, 17, 31, 33, 63, 64, 65, 100, 127, 128, 129, 255, 257, 1023, 1025, 2051];

    public static TheoryData<ScalarType> Floating => [.. _floating];

    [Theory]
    [MemberData(nameof(Floating))]
    public void Channels_count_as_pixel_by_pixel(ScalarType type)
    {
        var random = new Random(11);
        for (var run = 0; run < Cases; run++)
        {
            using var scope = NewDisposeScope();
            var (samples, classes, pixels) = (random.Next(1, 4), random.Next(1, 4), _widths[run % _widths.Length]);
            var targetType = _targets[random.Next(_targets.Length)];
            var prediction = Scores(random, [samples, classes, pixels], type);
            int? ignore = random.Next(2) == 0 ? targetType == ScalarType.Bool ? 1 : 3 : null;

            // Floating targets may be shares, of which one half is foreground.
            double[] values = _floating.Contains(targetType) ? [0, 1, 0.25, 0.5, 0.75, double.NaN, ignore ?? 0] : [0, 1, 1, ignore ?? 0];
            var target = Pick(random, [samples, classes, pixels], values, targetType);
            var mask = random.Next(2) == 0 ? Pick(random, [samples, 1, pixels], [0, 1, 2], ScalarType.Float32) : null;
            var cut = new[] { 0, 0.5, -1, double.NegativeInfinity, double.PositiveInfinity }[random.Next(5)];

            var (predicted, actual) = (Values(prediction), Values(target));
            var expected = Expected(samples, classes, pixels, mask, (_, _, i) => actual[i] == ignore ? null : (predicted[i] >= cut, actual[i] >= 0.5));
            var counts = classes == 1
                ? PixelCounter.CountBinary(Layout(random, prediction), Layout(random, target), mask, cut, ignore)
                : PixelCounter.CountMultilabel(Layout(random, prediction), Layout(random, target), mask, classes, cut, ignore);
            Assert.True(expected.Equals(counts), $"Case {run}: {targetType} [{samples}, {classes}, {pixels}], ignoring {ignore}, cut {cut}.");
        }
    }

    [Theory]
    [MemberData(nameof(Floating))]
    public void Channels_count_against_indices_as_pixel_by_pixel(ScalarType type)
        => CountIndices(type, 12, (scores, classes, n, c, i, pixels) => scores[(((n * classes) + c) * pixels) + i] >= 0.5, (prediction, target, mask, classes, ignore)
            => PixelCounter.CountMultilabel(prediction, target, mask, classes, 0.5, ignore));

    [Theory]
    [MemberData(nameof(Floating))]
    public void Classes_count_as_pixel_by_pixel(ScalarType type)
        => CountIndices(type, 13, (scores, classes, n, c, i, pixels) => Largest(scores, n * classes * pixels, classes, pixels, i) == c, (prediction, target, mask, classes, ignore)
            => PixelCounter.CountMulticlass(prediction, target, mask, classes, ignore));

    [Fact]
    public void The_largest_channel_of_a_target_is_its_class_in_every_dtype()
    {
        var random = new Random(14);
        for (var run = 0; run < Cases; run++)
        {
            using var scope = NewDisposeScope();

            // More classes than a byte has values, too.
            var (classes, pixels) = (run % 10 == 0 ? 300 : random.Next(2, 9), _widths[run % 18]);
            var targetType = _targets[run % _targets.Length];
            var target = Pick(random, [1, classes, pixels], _floating.Contains(targetType) ? [0, 0.5, 1, double.NaN, double.NegativeInfinity] : targetType == ScalarType.Int8 ? [-1, 0, 1, -128, 127] : [0, 1], targetType);
            var values = Values(target);
            var labels = Enumerable.Range(0, pixels).Select(i => (long)Largest(values, 0, classes, pixels, i)).ToArray();
            var prediction = Scores(random, [1, classes, pixels], ScalarType.Float32);
            Assert.Equal(
                PixelCounter.CountMulticlass(prediction, tensor(labels).reshape(1, pixels), null, classes, 1),
                PixelCounter.CountMulticlass(prediction, target, null, classes, 1));
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void The_number_of_threads_changes_no_count(int threads)
    {
        using var scope = NewDisposeScope();
        manual_seed(15);
        var before = get_num_threads();
        try
        {
            // Several blocks a sample, the last of them incomplete.
            var (prediction, labels, mask) = (randn(3, 5, 300, 317), randint(0, 5, [3, 300, 317]), rand(3, 1, 300, 317).ge(0.3));
            var channels = nn.functional.one_hot(labels, 5).permute(0, 3, 1, 2);
            PixelCounts[] Count(int number)
            {
                set_num_threads(number);
                return
                [
                    PixelCounter.CountMulticlass(prediction, labels, mask, 5, 4),
                    PixelCounter.CountMultilabel(prediction, labels, mask, 5, 0.1),
                    PixelCounter.CountMultilabel(prediction, channels, null, 5, 0.1),
                    PixelCounter.CountBinary(prediction, channels, null, 0),
                ];
            }

            Assert.Equal(Count(1), Count(threads));
            channels[1, 2, 7, 9] = tensor(2L);
            channels[2, 3, 7, 9] = tensor(3L);
            string Message() => Assert.Throws<ArgumentException>(() => Count(threads)).Message;
            Assert.StartsWith("target holds 2 at sample 1, channel 2, pixel 2228;", Message(), StringComparison.Ordinal);
        }
        finally
        {
            set_num_threads(before);
        }
    }

    /// <summary>Counts random targets of indices, in dtypes that hold them, with classes enough for both ways of counting them.</summary>
    private static void CountIndices(
        ScalarType type, int seed, Func<double[], int, int, int, int, int, bool> isPredicted, Func<Tensor, Tensor, Tensor?, int, int?, PixelCounts> count)
    {
        var random = new Random(seed);
        for (var run = 0; run < Cases; run++)
        {
            using var scope = NewDisposeScope();
            var many = new[] { 48, 49, 70 }[run / 8 % 3];
            var (samples, classes, pixels) = (random.Next(1, 4), run % 8 == 0 ? many : random.Next(2, 8), _widths[run % (run % 8 == 0 ? 16 : _widths.Length)]);
            var targetType = _targets.Where(candidate => candidate != ScalarType.Bool).ElementAt(run % 9);
            var prediction = Scores(random, [samples, classes, pixels], type);
            int? ignore = new int?[] { null, 1, 100, targetType == ScalarType.Byte ? 200 : -100 }[random.Next(4)];
            var target = Pick(random, [samples, pixels], [.. Enumerable.Range(0, classes), ignore ?? 0], targetType);
            var mask = random.Next(2) == 0 ? Pick(random, [samples, 1, pixels], [0, 1, 2], ScalarType.Int64) : null;
            if (mask is not null)
            {
                // What the mask hides may be no class at all.
                target = where(mask.squeeze(1).eq(0), full_like(target, 113), target);
            }

            var (scores, actual) = (Values(prediction), Values(target));
            var expected = Expected(samples, classes, pixels, mask, (n, c, i) =>
            {
                var t = actual[(n * pixels) + (i % pixels)];
                return t == ignore ? null : (isPredicted(scores, classes, n, c, i % pixels, pixels), t == c);
            });
            var counts = count(Layout(random, prediction), Layout(random, target), mask, classes, ignore);
            Assert.True(expected.Equals(counts), $"Case {run}: {targetType} [{samples}, {classes}, {pixels}], ignoring {ignore}.");
        }
    }

    /// <summary>Counts one by one what is said of sample, class and element of [samples, classes, pixels]; null is not counted.</summary>
    private static PixelCounts Expected(int samples, int classes, int pixels, Tensor? mask, Func<int, int, int, (bool Predicted, bool Actual)?> judge)
    {
        var (tp, fp, fn, tn) = (new long[samples, classes], new long[samples, classes], new long[samples, classes], new long[samples, classes]);
        var counted = mask is null ? null : Values(mask);
        for (var element = 0; element < samples * classes * pixels; element++)
        {
            var (plane, pixel) = Math.DivRem(element, pixels);
            var (sample, c) = Math.DivRem(plane, classes);
            if ((counted is not null && counted[(sample * pixels) + pixel] == 0) || judge(sample, c, element) is not { } answer)
                continue;
            var counts = answer switch { (true, true) => tp, (true, false) => fp, (false, true) => fn, _ => tn };
            counts[sample, c]++;
        }

        return new(tp, fp, fn, tn);
    }

    /// <summary>The first of the largest planes of a pixel; NaN counts as −∞.</summary>
    private static int Largest(double[] planes, int first, int classes, int pixels, int pixel)
    {
        var (best, index) = (double.NegativeInfinity, 0);
        for (var c = 0; c < classes; c++)
        {
            if (planes[first + (c * pixels) + pixel] is var value && value > best)
                (best, index) = (value, c);
        }

        return index;
    }

    /// <summary>Values of which many are equal and some special.</summary>
    private static Tensor Scores(Random random, long[] shape, ScalarType type)
        => Pick(random, shape, [-2, -1, -0.5, -0.0, 0, 0.3, 0.5, 1, 2, 1e-7, double.NaN, double.PositiveInfinity, double.NegativeInfinity, random.NextDouble()], type);

    private static Tensor Pick(Random random, long[] shape, double[] values, ScalarType type)
        => tensor(Enumerable.Range(0, (int)shape.Aggregate((a, b) => a * b)).Select(_ => values[random.Next(values.Length)]).ToArray()).reshape(shape).to(type);

    /// <summary>The same values, as they are or with other strides.</summary>
    private static Tensor Layout(Random random, Tensor values)
        => random.Next(3) == 0 ? values.transpose(0, -1).contiguous().transpose(0, -1) : values;

    private static double[] Values(Tensor tensor) => tensor.to(ScalarType.Float64).contiguous().data<double>().ToArray();
}
