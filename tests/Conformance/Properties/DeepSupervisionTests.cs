using Conformance.Options;
using Conformance.Running;
using MaskSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace Conformance.Properties;

/// <summary>A loss over several resolutions is the weighted sum of the loss at each.</summary>
public sealed class DeepSupervisionTests
{
    private static readonly double[] _weights = [1, 0, 0.25];

    private static readonly LossOptions _binary = new() { { "DeepSupervision", _weights } };

    private static readonly LossOptions _multiclass = new()
    {
        { "Mode", "SegmentationMode.Multiclass" }, { "Classes", 3 }, { "IgnoreIndex", 255 }, { "DeepSupervision", _weights },
    };

    private static readonly IReadOnlyList<EmittedClass> _emitted = EmittedClasses.Compile([_binary.AttributeText, _multiclass.AttributeText]);

    private static EmittedClass Binary => _emitted[0];

    private static EmittedClass Multiclass => _emitted[1];

    [Theory]
    [InlineData(8, 4)]
    [InlineData(7, 3)]
    [InlineData(5, 8)]
    [InlineData(3, 6)]
    [InlineData(6, 6)]
    public void A_pixel_takes_the_label_at_its_centre(int from, int to)
    {
        using var scope = NewDisposeScope();
        manual_seed(from);
        var target = randint(0, 3, [2, from], dtype: ScalarType.Int64);
        var resized = stack([.. Enumerable.Range(0, to).Select(i => target.select(1, ((2 * i) + 1) * from / (2 * to)))], 1);
        var predictions = Predictions(3, [[from], [4], [to]]);

        var actual = Multiclass.Delegate<LevelLoss>("Loss")(predictions, target, null);
        var expected = Multiclass.Loss(predictions[0], target, null) + (0.25 * Multiclass.Loss(predictions[2], resized, null));

        Assert.Equal(expected.ToDouble(), actual.ToDouble(), 1e-12);
    }

    [Fact]
    public void Mask_and_ignored_pixels_are_resized_with_the_target()
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        var target = randint(0, 3, [2, 8, 12], dtype: ScalarType.Int64);
        target[.., 2, 3..7] = 255;
        var predictions = Predictions(3, [[8, 12], [4, 6], [4, 6]]);
        foreach (var mask in new[] { rand(2, 1, 8, 12).lt(0.5), rand(2, 8, 12).lt(0.5), rand(8, 12).lt(0.5), rand(8, 1).lt(0.5), ones(2, 1, 1, 1) })
        {
            var small = mask.Dimensions == 4 && mask.shape[3] == 1 ? mask : mask[TensorIndex.Ellipsis, TensorIndex.Slice(1, null, 2), mask.shape[^1] == 1 ? TensorIndex.Colon : TensorIndex.Slice(1, null, 2)];
            var labels = target[.., 1.., 1..][TensorIndex.Ellipsis, TensorIndex.Slice(0, null, 2), TensorIndex.Slice(0, null, 2)];

            var actual = Multiclass.Delegate<LevelLoss>("Loss")(predictions, target, mask);
            var expected = Multiclass.Loss(predictions[0], target, mask) + (0.25 * Multiclass.Loss(predictions[2], labels, small));

            Assert.Equal(expected.ToDouble(), actual.ToDouble(), 1e-12);
        }
    }

    [Fact]
    public void Terms_are_summed_as_the_total_is()
    {
        using var scope = NewDisposeScope();
        var predictions = Predictions(1, [[8, 8], [4, 4], [2, 2]]);
        var targets = new[] { rand(2, 1, 8, 8).lt(0.4), rand(2, 1, 4, 4).lt(0.4), rand(2, 1, 2, 2).lt(0.4) };
        var terms = (LossTerms)Binary.Type.GetMethod("LossWithTerms", [typeof(IReadOnlyList<Tensor>), typeof(IReadOnlyList<Tensor>), typeof(Tensor)])!
            .Invoke(null, [predictions, targets, null])!;
        var total = Binary.Delegate<LevelTargetLoss>("Loss")(predictions, targets, null);

        Assert.Equal(total.ToDouble(), terms.Total.ToDouble());
        Assert.Equal(total.ToDouble(), (terms.Bce + terms.Dice).ToDouble(), 1e-12);
        terms.Total.backward();
        Assert.Null(predictions[1].grad);
        Assert.True(predictions[2].grad!.abs().max().ToDouble() > 0);
    }

    [Fact]
    public void Nothing_waits_for_the_device()
    {
        using var scope = NewDisposeScope();
        foreach (var space in new long[][] { [4, 6], [5, 7], [16, 9] })
        {
            var predictions = Predictions(3, [[8, 12], [4, 6], space]).Select(level => level.detach().to(META).requires_grad_(true)).ToList();
            var loss = Multiclass.Delegate<LevelLoss>("Loss")(predictions, zeros([2, 8, 12], ScalarType.Int64, META), ones([2, 1, 8, 12], device: META));
            loss.backward();
            Assert.Equal(predictions[2].shape, predictions[2].grad!.shape);
        }
    }

    [Fact]
    public void What_does_not_fit_is_refused_by_name_and_level()
    {
        using var scope = NewDisposeScope();
        var loss = Binary.Delegate<LevelLoss>("Loss");
        var each = Binary.Delegate<LevelTargetLoss>("Loss");
        var levels = Predictions(1, [[8, 8], [4, 4], [2, 2]]);
        var target = zeros(2, 1, 8, 8);

        Refused("predictions", "2 levels, expected 3", () => loss([levels[0], levels[1]], target, null));
        Refused("targets", "1 levels, expected 3", () => each(levels, [target], null));
        Refused("predictions", "", () => loss(null!, target, null));
        Refused("targets[1]", "", () => each(levels, [target, null!, target], null));
        Refused("target", "Level 2", () => each(levels, [target, target, zeros(3, 1, 2, 2)], null));
        Refused("prediction", "Level 2", () => loss([levels[0], levels[1], zeros(2, 1, 2, 2, dtype: ScalarType.Int64)], target, null));
        Refused("mask", "[2, 1, 4, 8]", () => loss(levels, target, ones(2, 1, 4, 8)));

        static void Refused(string argument, string says, Func<Tensor> call)
        {
            var refusal = Assert.ThrowsAny<ArgumentException>(call);
            Assert.Equal(argument, refusal.ParamName);
            Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
        }
    }

    private static List<Tensor> Predictions(int channels, long[][] spaces)
        => [.. spaces.Select(space => randn([2, channels, .. space], ScalarType.Float64).requires_grad_(true))];
}
