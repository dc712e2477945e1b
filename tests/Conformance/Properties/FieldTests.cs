using System.Runtime.InteropServices;
using Conformance.Options;
using Conformance.Running;
using MaskSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace Conformance.Properties;

/// <summary>What only terms promise that look at an order, a neighbourhood or a distance.</summary>
public sealed class FieldTests
{
    private static readonly LossOptions[] _options =
    [
        new() { { "Boundary", 1.0 } },
        new() { { "Boundary", 0.5 }, { "Bce", 1.0 }, { "IgnoreIndex", 255 }, { "Mode", "SegmentationMode.Multilabel" }, { "Classes", 3 } },
        new() { { "Boundary", 1.0 }, { "Dice", 1.0 }, { "IncludeBackground", false }, { "Mode", "SegmentationMode.Multiclass" }, { "Classes", 3 }, { "IgnoreIndex", 255 } },
        new() { { "HausdorffDT", 1.0 }, { "Mode", "SegmentationMode.Multiclass" }, { "Classes", 3 } },
        new() { { "ClDice", 1.0 }, { "Mode", "SegmentationMode.Multiclass" }, { "Classes", 3 } },
    ];

    private static readonly Lazy<IReadOnlyList<EmittedClass>> _classes = new(() => EmittedClasses.Compile([.. _options.Select(options => options.AttributeText)]));

    private delegate Tensor MapFunction(Tensor prediction, Tensor target, Tensor distanceMap, Tensor? mask);

    private delegate LossTerms MapTerms(Tensor prediction, Tensor target, Tensor distanceMap, Tensor? mask);

    public static TheoryData<int> All => [.. Enumerable.Range(0, _options.Length)];

    public static TheoryData<int> Boundaries => [.. Enumerable.Range(0, 3)];

    [Theory]
    [MemberData(nameof(Boundaries))]
    public void A_given_distance_map_gives_what_the_loss_computes_itself(int index)
    {
        var (options, emitted) = (_options[index], _classes.Value[index]);
        var withMap = emitted.Method("Loss", 4).CreateDelegate<MapFunction>();
        var terms = emitted.Method("LossWithTerms", 4).CreateDelegate<MapTerms>();
        foreach (var masked in new[] { false, true })
        {
            using var scope = NewDisposeScope();
            var sample = new SampleMaker(options, seed: 71).Make(2, [9, 8], masked, dense: false);
            var map = BoundaryMaps.SignedDistance(sample.Target, options.Whole("Classes") ?? 1, options.Whole("IgnoreIndex") ?? int.MinValue, sample.Mask);
            Assert.Equal(sample.Prediction.shape, map.shape);
            var expected = Evaluation.Of(emitted.Loss, sample.Prediction, sample.Target, sample.Mask);
            foreach (var (path, layout) in Layouts.Both)
            {
                foreach (var type in new[] { ScalarType.Float32, ScalarType.Float64 })
                {
                    var actual = Evaluation.Of((p, t, m) => withMap(p, t, map.to(type), m), sample.Prediction, sample.Target, sample.Mask, layout);
                    Close.Evaluations(expected, actual, 1e-6, $"{options}, {path}, {type} map");
                }
            }

            using var both = terms(sample.Prediction, sample.Target, map, sample.Mask);
            Close.Figures(expected.Value, Evaluation.Doubles(both.Total), 1e-6, $"{options}: total");
        }
    }

    [Theory]
    [MemberData(nameof(Boundaries))]
    public void With_a_distance_map_nothing_looks_at_data(int index)
    {
        using var scope = NewDisposeScope();
        var withMap = _classes.Value[index].Method("Loss", 4).CreateDelegate<MapFunction>();
        var sample = new SampleMaker(_options[index], seed: 72).Make(2, [9, 8], masked: true, dense: false);
        var leaf = sample.Prediction.to(META).requires_grad_(true);
        withMap(leaf, sample.Target.to(META), zeros_like(sample.Prediction).to(META), sample.Mask!.to(META)).backward();
        Assert.Equal(leaf.shape, leaf.grad!.shape);
    }

    [Fact]
    public void A_distance_map_that_does_not_fit_is_refused_by_name()
    {
        using var scope = NewDisposeScope();
        var withMap = _classes.Value[0].Method("Loss", 4).CreateDelegate<MapFunction>();
        var (prediction, target) = (zeros(2, 1, 4, 5), zeros(2, 1, 4, 5));
        foreach (var (map, says) in new[]
        {
            (zeros(2, 1, 5, 4), "[2, 1, 5, 4]"),
            (zeros(2, 1, 4, 5, dtype: ScalarType.Int64), "Int64"),
            (zeros(2, 1, 4, 5, device: META), "meta"),
        })
        {
            var refusal = Assert.ThrowsAny<ArgumentException>(() => withMap(prediction, target, map, null));
            Assert.Equal("distanceMap", refusal.ParamName);
            Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
        }

        Assert.Equal("distanceMap", Assert.Throws<ArgumentNullException>(() => withMap(prediction, target, null!, null)).ParamName);
    }

    [Fact]
    public void A_distance_map_in_the_place_of_the_mask_is_refused()
    {
        using var scope = NewDisposeScope();
        var sample = new SampleMaker(_options[0], seed: 73).Make(2, [6, 6]);
        var map = BoundaryMaps.SignedDistance(sample.Target);
        map[0, 0, 0, 0] = -1;
        var refusal = Assert.ThrowsAny<ArgumentException>(() => _classes.Value[0].Loss(sample.Prediction, sample.Target, map));
        Assert.Contains("distanceMap", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Any_number_of_threads_gives_the_same_bits(int index)
    {
        var before = get_num_threads();
        try
        {
            using var scope = NewDisposeScope();
            var sample = new SampleMaker(_options[index], seed: 74).Make(3, [173, 211], dense: false);
            var prediction = sample.Prediction.to(ScalarType.Float32);
            var expected = Bits(index, prediction, sample.Target, 1);
            foreach (var threads in new[] { 2, 5 })
                Assert.True(expected.SequenceEqual(Bits(index, prediction, sample.Target, threads)), $"{_options[index]}: {threads} threads give other bits than one");
        }
        finally
        {
            set_num_threads(before);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Lower_precisions_stay_close_to_double(int index)
    {
        foreach (var (type, allowed) in new[] { (ScalarType.Float16, 1e-3), (ScalarType.BFloat16, 8e-3) })
        {
            using var scope = NewDisposeScope();
            var sample = new SampleMaker(_options[index], seed: 75).Make(2, [31, 23], masked: true, dense: false);
            var rounded = sample.Prediction.to(type);
            var expected = Evaluation.Of(_classes.Value[index].Loss, rounded.to(ScalarType.Float64), sample.Target, sample.Mask);
            var actual = Evaluation.Of(_classes.Value[index].Loss, rounded, sample.Target, sample.Mask);
            Assert.Equal(ScalarType.Float32, actual.Type);
            Close.Figures(expected.Value, actual.Value, allowed, $"{_options[index]} in {type}: value");
            if (!LossGrid.Orders(_options[index]))
                Close.Figures(expected.Gradient, actual.Gradient, allowed, $"{_options[index]} in {type}: gradient");
        }
    }

    private static byte[] Bits(int index, Tensor prediction, Tensor target, int threads)
    {
        set_num_threads(threads);
        using var scope = NewDisposeScope();
        var leaf = prediction.clone().requires_grad_(true);
        var value = _classes.Value[index].Loss(leaf, target, null);
        value.backward();
        return [.. MemoryMarshal.AsBytes<float>([.. value.data<float>()]), .. MemoryMarshal.AsBytes<float>([.. leaf.grad!.data<float>()])];
    }
}
