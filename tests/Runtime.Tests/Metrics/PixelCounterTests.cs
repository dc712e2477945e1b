using TorchSharp;
using static TorchSharp.torch;

namespace MaskSharp.Tests.Metrics;

/// <summary>The kernels on memory and the operations for devices, against each other and against counting pixel by pixel.</summary>
public class PixelCounterTests
{
    private static readonly ScalarType[] _floating = [ScalarType.Float32, ScalarType.Float64, ScalarType.Float16, ScalarType.BFloat16];

    private static readonly ScalarType[] _integers = [ScalarType.Byte, ScalarType.Int8, ScalarType.Int16, ScalarType.Int32, ScalarType.Int64];

    public static TheoryData<ScalarType, ScalarType> FloatingPairs
        => Pairs([.. _floating, .. _integers, ScalarType.Bool]);

    public static TheoryData<ScalarType, ScalarType> LabelPairs
        => Pairs([.. _floating, .. _integers]);

    [Theory]
    [MemberData(nameof(FloatingPairs))]
    public void Binary_agrees_with_counting_by_pixel_in_every_dtype(ScalarType predictionType, ScalarType targetType)
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        const int Pixels = 5 * 37;
        var prediction = randn(3, 1, 5, 37).to(predictionType);
        var target = randint(0, 2, [3, 1, 5, 37]).to(targetType);
        var mask = randint(0, 2, [3, 5, 37]);
        var expected = PixelCounts.Concat(Enumerable.Range(0, 3).Select(n => RandomMasks.CountClass(
            Values(prediction).Skip(n * Pixels).Take(Pixels).Select(z => z >= 0 ? 1 : 0),
            Values(target).Zip(Values(mask), (t, m) => m == 0 ? 9 : (int)t).Skip(n * Pixels).Take(Pixels),
            1,
            ignore: 9)));
        AssertBoth(expected, prediction, target, mask, 1, tensors => ChannelCounting.Count(tensors, 0, null), tensors => DeviceCounting.CountChannels(tensors, 0, null));
    }

    [Theory]
    [MemberData(nameof(FloatingPairs))]
    public void Multilabel_ignores_single_elements_in_every_dtype(ScalarType predictionType, ScalarType targetType)
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        var prediction = randn(2, 3, 70).to(predictionType);
        var target = randint(0, targetType == ScalarType.Bool ? 2 : 3, [2, 3, 70]).to(targetType);
        target = target.to(ScalarType.Int64).add(target.eq(2)).to(targetType); // 0, 1 and 3, which is ignored
        var expected = PixelCounts.Concat(Enumerable.Range(0, 2).Select(n => Channels(Enumerable.Range(0, 3).Select(c => RandomMasks.CountClass(
            Values(prediction[n, c]).Select(z => z >= 0.5 ? 1 : 0),
            Values(target[n, c]).Select(t => t == 3 ? 9 : t >= 0.5 ? 1 : 0),
            1,
            ignore: 9)))));
        AssertBoth(expected, prediction, target, null, 3, tensors => ChannelCounting.Count(tensors, 0.5, 3), tensors => DeviceCounting.CountChannels(tensors, 0.5, 3));
    }

    [Theory]
    [MemberData(nameof(LabelPairs))]
    public void Multiclass_agrees_with_counting_by_pixel_in_every_dtype(ScalarType predictionType, ScalarType targetType)
    {
        using var scope = NewDisposeScope();
        manual_seed(3);

        // Few distinct values, so that many pixels are ties.
        var prediction = randint(-2, 3, [2, 5, 9, 11]).to(predictionType);
        var target = randint(0, 6, [2, 9, 11]).to(targetType);
        var mask = randint(0, 4, [2, 1, 9, 11]).to(ScalarType.Float32);
        var indices = target.reshape(2, -1);
        var expected = PixelCounts.Concat(Enumerable.Range(0, 2).Select(n => Channels(Enumerable.Range(0, 5).Select(c => RandomMasks.CountClass(
            FirstLargest(prediction[n].reshape(5, -1)),
            Values(indices[n]).Zip(Values(mask[n]), (t, m) => m == 0 ? 5 : (int)t),
            c,
            ignore: 5)))));
        AssertBoth(expected, prediction, target, mask, 5, tensors => ClassCounting.Count(tensors, 5), tensors => DeviceCounting.CountClasses(tensors, 5));
        AssertBoth(
            PixelCounts.Concat(Enumerable.Range(0, 2).Select(n => Channels(Enumerable.Range(0, 5).Select(c => RandomMasks.CountClass(
                Values(prediction[n, c]).Select(z => z >= 0 ? c : -1),
                Values(indices[n]).Zip(Values(mask[n]), (t, m) => m == 0 ? 5 : (int)t),
                c,
                ignore: 5))))),
            prediction, target, mask, 5, tensors => ChannelCounting.CountIndices(tensors, 0, 5), tensors => DeviceCounting.CountChannels(tensors, 0, 5));
    }

    [Fact]
    public void Many_classes_and_one_hot_targets_count_alike()
    {
        using var scope = NewDisposeScope();
        manual_seed(4);
        const int Classes = 60;
        var prediction = randn(2, Classes, 50);
        var target = randint(0, Classes, [2, 50]);
        var oneHot = nn.functional.one_hot(target, Classes).transpose(1, 2);
        var expected = PixelCounts.Concat(Enumerable.Range(0, 2).Select(n => PixelCounts.FromLabels<int>(
            [.. FirstLargest(prediction[n])], [.. Values(target[n]).Select(t => (int)t)], Classes, ignore: 7)));
        foreach (var same in (Tensor[])[target, oneHot, oneHot.to(ScalarType.Bool), oneHot.to(ScalarType.BFloat16)])
            AssertBoth(expected, prediction, same, null, Classes, tensors => ClassCounting.Count(tensors, 7), tensors => DeviceCounting.CountClasses(tensors, 7));
    }

    [Fact]
    public void Large_images_are_split_without_losing_a_pixel()
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        var prediction = randn(2, 1, 333, 517);
        var target = rand(2, 333, 517).ge(0.9);
        var hits = prediction.squeeze(1).ge(0).logical_and(target).sum([1, 2]);
        var counts = PixelCounter.CountBinary(prediction, target, null, 0);
        for (var n = 0; n < 2; n++)
        {
            Assert.Equal(hits[n].item<long>(), counts.TP[n, 0]);
            Assert.Equal(target[n].sum().item<long>(), counts.TP[n, 0] + counts.FN[n, 0]);
            Assert.Equal(333 * 517, counts.TP[n, 0] + counts.FP[n, 0] + counts.FN[n, 0] + counts.TN[n, 0]);
        }
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    public void Special_values_are_compared_as_torch_does(ScalarType type)
    {
        using var scope = NewDisposeScope();
        double[] special = [double.NaN, -double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0.0, -0.0, 0.7, 0.5, 1e-7, -1e-7, 1];
        var values = tensor(Enumerable.Repeat(special, 20).SelectMany(v => v).ToArray()).to(type).reshape(20, 1, -1);
        var target = zeros_like(values);
        foreach (var cut in (double[])[0, 0.5, 0.7, 1, double.PositiveInfinity, double.NegativeInfinity, -0.0])
        {
            var expected = values.ge(cut).sum([1, 2]);
            var counts = PixelCounter.CountBinary(values, target, null, cut);
            for (var n = 0; n < 20; n++)
                Assert.Equal(expected[n].item<long>(), counts.FP[n, 0]);
        }

        // NaN counts as −∞ and −0 as 0, so class 1 never wins here and class 0 of all NaN does.
        var classes = tensor(new[] { double.NaN, double.NaN, 0, 1, double.NegativeInfinity, double.NaN, -0.0, double.NaN }).reshape(1, 2, 4).to(type);
        var zero = zeros(1, 4, ScalarType.Int64);
        AssertBoth(PixelCounts.FromLabels<byte>(new byte[4], new byte[4], 2), classes, zero, null, 2, tensors => ClassCounting.Count(tensors, null), tensors => DeviceCounting.CountClasses(tensors, null));
    }

    [Fact]
    public void A_constant_that_a_dtype_cannot_hold_ignores_nothing()
    {
        using var scope = NewDisposeScope();
        var prediction = ones(1, 1, 4);
        foreach (var (type, ignore) in ((ScalarType, int)[])[(ScalarType.Byte, 257), (ScalarType.Int8, 257), (ScalarType.Bool, 2), (ScalarType.Float16, 2049), (ScalarType.BFloat16, 257)])
        {
            var target = tensor(new[] { 1, 0, 1, type is ScalarType.Float16 ? 2048 : type is ScalarType.BFloat16 ? 256 : 1 }).to(type).reshape(1, 1, 4);
            AssertBoth(new(3, 1, 0, 0), prediction, target, null, 1, tensors => ChannelCounting.Count(tensors, 0, ignore), tensors => DeviceCounting.CountChannels(tensors, 0, ignore));
        }
    }

    [Fact]
    public void Strides_and_shapes_do_not_matter()
    {
        using var scope = NewDisposeScope();
        manual_seed(6);
        var prediction = randn(2, 1, 6, 8);
        var target = randint(0, 2, [2, 1, 6, 8]);
        var expected = PixelCounter.CountBinary(prediction, target, null, 0);
        Assert.Equal(expected, PixelCounter.CountBinary(prediction.squeeze(1), target, null, 0));
        Assert.Equal(expected, PixelCounter.CountBinary(prediction, target.squeeze(1), null, 0));
        Assert.Equal(expected, PixelCounter.CountBinary(prediction.transpose(2, 3), target.transpose(2, 3), null, 0));
        Assert.Equal(expected, PixelCounter.CountBinary(prediction.expand(2, 1, 6, 8), target.flip(3).flip(3), ones(1), 0));
        Assert.Equal(expected.Sample(1), PixelCounter.CountBinary(prediction.narrow(0, 1, 1), target.narrow(0, 1, 1), null, 0));
        Assert.Equal(expected, PixelCounter.CountBinary(prediction.squeeze(1), target, ones(2, 1, 1), 0));
        Assert.Equal(2, PixelCounter.CountBinary(randn(2), randint(0, 2, [2]), null, 0).Samples);
        Assert.Equal(2, PixelCounter.CountMulticlass(randn(2, 3), randint(0, 3, [2]), null, 3).Samples);

        // One row of the mask for all samples, and one value for a whole sample.
        var rows = tensor(new[] { 1, 0, 1, 0, 1, 0 }).reshape(6, 1);
        Assert.Equal(24, Counted(PixelCounter.CountBinary(prediction, target, rows, 0).Sample(0)));
        Assert.Equal(0, Counted(PixelCounter.CountBinary(prediction, target, tensor(new[] { 0, 1 }).reshape(2, 1, 1, 1), 0).Sample(0)));
    }

    public static TheoryData<string, string> Misfits => new()
    {
        { "prediction [2, 5, 8] of 3 classes", "prediction has shape [2, 5, 8]; expected [N, 3, …]." },
        { "target [2, 8, 9]", "target has shape [2, 8, 9]; expected [2, 3, 8, 8], or class indices [2, 8, 8]." },
        { "mask [2, 3, 8, 8]", "mask has shape [2, 3, 8, 8]; expected [2, 8, 8], or what broadcasts to [2, 1, 8, 8]." },
        { "integer prediction", "prediction has dtype Int64 and shape [2, 3, 8, 8]; expected one of Float32" },
        { "complex target", "target has dtype ComplexFloat32 and shape [2, 8, 8]; expected one of" },
        { "empty prediction", "prediction has shape [0, 3, 8, 8], which holds no element to count." },
        { "meta target", "target with shape [2, 8, 8] is on the meta device, which holds no values to count." },
        { "index 3", "target holds 3 at sample 1, pixel 5; expected class indices from 0 to 2." },
        { "index 0.5", "target holds 0.5 at sample 0, pixel 63; expected class indices" },
        { "index NaN", "target holds NaN at sample 0, pixel 0; expected class indices" },
    };

    [Theory]
    [MemberData(nameof(Misfits))]
    public void What_does_not_fit_is_named_with_its_shape(string what, string message)
    {
        using var scope = NewDisposeScope();
        var prediction = randn(2, 3, 8, 8);
        var target = zeros(2, 8, 8, ScalarType.Int64);
        Tensor? mask = null;
        switch (what)
        {
            case "prediction [2, 5, 8] of 3 classes": prediction = randn(2, 5, 8); break;
            case "target [2, 8, 9]": target = zeros(2, 8, 9); break;
            case "mask [2, 3, 8, 8]": mask = ones(2, 3, 8, 8); break;
            case "integer prediction": prediction = ones(2, 3, 8, 8, ScalarType.Int64); break;
            case "complex target": target = zeros(2, 8, 8, ScalarType.ComplexFloat32); break;
            case "empty prediction": prediction = randn(0, 3, 8, 8); break;
            case "meta target": target = zeros(2, 8, 8, device: META); break;
            case "index 3": target.view(-1)[64 + 5] = tensor(3L); break;
            case "index 0.5": target = target.to(ScalarType.Float32); target.view(-1)[63] = tensor(0.5f); break;
            default: target = full_like(target.to(ScalarType.Float16), double.NaN); break;
        }

        var error = Assert.Throws<ArgumentException>(() => PixelCounter.CountMulticlass(prediction, target, mask, 3));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(what.Split(' ')[0] is "integer" or "empty" ? "prediction" : what.Split(' ')[0] is "complex" or "meta" or "index" ? "target" : what.Split(' ')[0], error.ParamName);
        Assert.Equal(what == "integer prediction", error.Message.Contains("PixelCounts.FromMasks and FromLabels", StringComparison.Ordinal));
        Assert.DoesNotContain("target.ne(0)", error.Message, StringComparison.Ordinal);
        if (what.StartsWith("index", StringComparison.Ordinal))
            Assert.Throws<ArgumentException>(() => DeviceCounting.CountClasses(PixelTensors.Check(prediction, target, mask, 3), null));
    }

    [Theory]
    [InlineData(ScalarType.Byte, 255)]
    [InlineData(ScalarType.Int64, -1)]
    [InlineData(ScalarType.Int16, 2)]
    public void An_integer_that_is_neither_0_nor_1_is_no_channels_target(ScalarType type, int value)
    {
        using var scope = NewDisposeScope();
        var prediction = randn(2, 3, 100);
        var target = zeros(2, 3, 100, ScalarType.Int64);
        target.view(-1)[437] = tensor((long)value);
        target = target.to(type);
        var error = Assert.Throws<ArgumentException>(() => PixelCounter.CountMultilabel(prediction, target, null, 3, 0));
        Assert.StartsWith($"target holds {value} at sample 1, channel 1, pixel 37; expected 0 or 1.", error.Message, StringComparison.Ordinal);
        Assert.Contains("target.ne(0)", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => DeviceCounting.CountChannels(PixelTensors.Check(prediction, target, null, 3), 0, null));

        // Where it does not count, it may be anything.
        var mask = ones(2, 100);
        mask[1, 37] = tensor(0f);
        Assert.Equal(2, PixelCounter.CountMultilabel(prediction, target, mask, 3, 0).Samples);
        Assert.Equal(2, PixelCounter.CountMultilabel(prediction, target, null, 3, 0, value).Samples);
    }

    [Fact]
    public void Missing_tensors_and_a_scalar_are_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentNullException>(() => PixelCounter.CountBinary(null!, ones(1, 1), null, 0));
        Assert.Throws<ArgumentNullException>(() => PixelCounter.CountBinary(ones(1, 1), null!, null, 0));
        Assert.Throws<ArgumentException>(() => PixelCounter.CountBinary(tensor(1f), tensor(1f), null, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => PixelCounter.CountMulticlass(ones(1, 1), ones(1), null, 1));
    }

    private static TheoryData<ScalarType, ScalarType> Pairs(ScalarType[] targets)
    {
        var pairs = new TheoryData<ScalarType, ScalarType>();
        foreach (var prediction in _floating)
        {
            foreach (var target in targets)
                pairs.Add(prediction, target);
        }

        return pairs;
    }

    private static void AssertBoth(PixelCounts expected, Tensor prediction, Tensor target, Tensor? mask, int classes, Func<PixelTensors, PixelCounts> inMemory, Func<PixelTensors, PixelCounts> onDevice)
    {
        var tensors = PixelTensors.Check(prediction, target, mask, classes);
        Assert.Equal(expected, inMemory(tensors.Contiguous()));
        Assert.Equal(expected, onDevice(tensors));
    }

    private static PixelCounts Channels(IEnumerable<PixelCounts> classes)
    {
        var list = classes.ToList();
        long[,] Row(Func<PixelCounts, long> count)
        {
            var row = new long[1, list.Count];
            for (var c = 0; c < list.Count; c++)
                row[0, c] = count(list[c]);
            return row;
        }

        return new(Row(c => c.TP[0, 0]), Row(c => c.FP[0, 0]), Row(c => c.FN[0, 0]), Row(c => c.TN[0, 0]));
    }

    private static long Counted(PixelCounts counts) => counts.TP[0, 0] + counts.FP[0, 0] + counts.FN[0, 0] + counts.TN[0, 0];

    private static double[] Values(Tensor tensor) => tensor.to(ScalarType.Float64).contiguous().data<double>().ToArray();

    private static IEnumerable<int> FirstLargest(Tensor channels)
    {
        var (classes, pixels) = ((int)channels.shape[0], (int)channels.shape[1]);
        var values = Values(channels);
        return Enumerable.Range(0, pixels).Select(i => Enumerable.Range(0, classes).MaxBy(c => values[(c * pixels) + i]));
    }
}
