using static TorchSharp.torch;

namespace Conformance.Properties;

/// <summary>How tensors lie in memory, and of which type the target is, changes nothing.</summary>
public sealed class LayoutTests
{
    private const double Rounding = 1e-12;

    [Theory]
    [MemberData(nameof(LossGrid.Few), MemberType = typeof(LossGrid))]
    public void Channels_last_predictions_give_the_same(string attribute)
    {
        using var scope = NewDisposeScope();
        var maker = new SampleMaker(LossGrid.All[attribute], seed: 41);
        foreach (var sample in new[] { maker.Make(2, [6, 7], masked: true), maker.Make(2, [3, 4, 5]) })
            Same(attribute, sample, "channels last", Layouts.ChannelsLast, target => target);
    }

    [Theory]
    [MemberData(nameof(LossGrid.Few), MemberType = typeof(LossGrid))]
    public void Strided_targets_and_masks_give_the_same(string attribute)
    {
        using var scope = NewDisposeScope();
        var sample = new SampleMaker(LossGrid.All[attribute], seed: 42).Make(2, [6, 7], masked: true);
        Same(attribute, sample with { Mask = Evaluation.Strided(sample.Mask!) }, "strided target", prediction => prediction, Evaluation.Strided);
        Same(attribute, sample, "transposed target", prediction => prediction, target => target.transpose(-1, -2).contiguous().transpose(-1, -2));
    }

    [Theory]
    [MemberData(nameof(LossGrid.Few), MemberType = typeof(LossGrid))]
    public void A_slice_of_a_larger_prediction_gives_the_same(string attribute)
    {
        using var scope = NewDisposeScope();
        var sample = new SampleMaker(LossGrid.All[attribute], seed: 43).Make(3, [6, 7]);
        Same(attribute, sample, "slice of samples", prediction => cat([prediction, prediction]).narrow(0, 3, 3), target => cat([target, target]).narrow(0, 0, 3));
        Same(attribute, sample, "slice of columns", prediction => cat([prediction, prediction], -1).narrow(-1, 7, 7), target => target);
    }

    [Theory]
    [MemberData(nameof(LossGrid.Few), MemberType = typeof(LossGrid))]
    public void Every_target_type_gives_the_same(string attribute)
    {
        var options = LossGrid.All[attribute];
        ScalarType[] types =
        [
            ScalarType.Float32, ScalarType.Float64, ScalarType.Float16, ScalarType.BFloat16,
            ScalarType.Byte, ScalarType.Int8, ScalarType.Int16, ScalarType.Int32,
        ];
        using var scope = NewDisposeScope();
        foreach (var dense in new[] { true, false })
        {
            var sample = new SampleMaker(options, seed: 44).Make(2, [9, 8], masked: true, dense);
            // Not every type holds every ignored value, so only targets that hold none are converted.
            var plain = sample with { Target = where(sample.Target == (options.Whole("IgnoreIndex") ?? -9), zeros_like(sample.Target), sample.Target) };
            foreach (var type in types)
                Same(attribute, plain, $"{type} target", prediction => prediction, target => target.to(type));
            var twoLabels = plain with { Target = plain.Target.clamp(0, 1) };
            Same(attribute, twoLabels, "bool target", prediction => prediction, target => target.to(ScalarType.Bool));
            Same(attribute, twoLabels, "float target under a float prediction", prediction => prediction, target => target.to(ScalarType.Float32));
        }
    }

    [Theory]
    [MemberData(nameof(LossGrid.Few), MemberType = typeof(LossGrid))]
    public void Masks_broadcast_and_may_have_any_type(string attribute)
    {
        using var scope = NewDisposeScope();
        var sample = new SampleMaker(LossGrid.All[attribute], seed: 45).Make(2, [4, 6]);
        var rows = tensor(new double[] { 1, 0, 3, 1 }).reshape(1, 1, 4, 1);
        var samples = tensor(new double[] { 0, 1 }).reshape(2, 1, 1, 1);
        foreach (var mask in new[] { rows, samples, rows * samples })
        {
            var full = mask.expand(2, 1, 4, 6).contiguous();
            var expected = Evaluation.Of(EmittedGrid.Loss(attribute), sample.Prediction, sample.Target, full.to(ScalarType.Bool));
            foreach (var (path, layout) in Layouts.Both)
            {
                foreach (var type in new[] { ScalarType.Float64, ScalarType.Float32, ScalarType.Int64, ScalarType.Byte, ScalarType.Bool })
                {
                    var actual = Evaluation.Of(EmittedGrid.Loss(attribute), sample.Prediction, sample.Target, mask.to(type), layout);
                    Close.Evaluations(expected, actual, Rounding, $"{attribute}, {type} mask [{string.Join(", ", mask.shape)}], {path}");
                }
            }
        }
    }

    private static void Same(string attribute, Sample sample, string what, Func<Tensor, Tensor> prediction, Func<Tensor, Tensor> target)
    {
        var loss = EmittedGrid.Loss(attribute);
        var expected = Evaluation.Of(loss, sample.Prediction, sample.Target, sample.Mask);
        var actual = Evaluation.Of(loss, sample.Prediction, target(sample.Target), sample.Mask, prediction);
        Close.Evaluations(expected, actual, Rounding, $"{attribute}, {what}");
        var strided = Evaluation.Of(loss, sample.Prediction, target(sample.Target), sample.Mask, Evaluation.Strided);
        Close.Evaluations(expected, strided, Rounding, $"{attribute}, {what}, device path");
    }
}
