using Conformance.Options;
using Conformance.Reference;
using MaskSharp;
using static TorchSharp.torch;

namespace Conformance.Properties;

/// <summary>Saturated and infinite logits, empty and full targets.</summary>
public sealed class ExtremeTests
{
    private const double Rounding = 1e-9;

    [Theory]
    [MemberData(nameof(LossGrid.Names), MemberType = typeof(LossGrid))]
    public void Saturated_logits_agree_with_plain_torch(string attribute)
    {
        var options = LossGrid.All[attribute];
        if (options.Member(PredictionKind.Logits) == PredictionKind.Probabilities)
            return;
        foreach (var size in new[] { 20.0, 100.0, 1e4 })
        {
            using var scope = NewDisposeScope();
            var sample = new SampleMaker(options, seed: 31).Make(2, [6, 5]);
            var sign = sample.Prediction.sign();
            Compare(options, sample with { Prediction = size * sign }, $"logits ±{size}");
            Compare(options, sample with { Prediction = size * ones_like(sign) }, $"logits {size}");
            Compare(options, sample with { Prediction = -size * ones_like(sign) }, $"logits {-size}");
            Compare(options, sample with { Prediction = zeros_like(sign) }, "logits 0");
        }
    }

    [Theory]
    [MemberData(nameof(LossGrid.Names), MemberType = typeof(LossGrid))]
    public void An_infinite_or_NaN_logit_gives_the_plain_value_or_shows(string attribute)
    {
        var options = LossGrid.All[attribute];
        if (options.Member(PredictionKind.Logits) == PredictionKind.Probabilities)
            return;
        foreach (var logit in new[] { double.NegativeInfinity, double.PositiveInfinity, double.NaN })
        {
            using var scope = NewDisposeScope();
            var sample = new SampleMaker(options, seed: 32).Make(2, [6, 5]);
            var prediction = sample.Prediction.clone();
            prediction[0, -1, 1, 2] = logit;
            var expected = Evaluation.Of(new EagerLoss(options).Loss, prediction, sample.Target);
            foreach (var (path, layout) in Layouts.Both)
            {
                var what = $"{attribute}, one logit {logit}, {path}";
                var actual = Evaluation.Of(EmittedGrid.Loss(attribute), prediction, sample.Target, layout: layout);
                // 0 · ∞ is NaN in one way of writing the same loss and ∞ in another; a finite number would hide it.
                for (var i = 0; i < expected.Value.Length; i++)
                {
                    if (!double.IsFinite(expected.Value[i]))
                        Assert.False(double.IsFinite(actual.Value[i]), $"{what}: expected {expected.Value[i]}, actual {actual.Value[i]}");
                }

                if (expected.Value.All(double.IsFinite))
                    Close.Evaluations(expected, actual, Rounding, what);
            }
        }
    }

    [Theory]
    [MemberData(nameof(LossGrid.Names), MemberType = typeof(LossGrid))]
    public void Empty_and_full_targets_agree_with_plain_torch(string attribute)
    {
        var options = LossGrid.All[attribute];
        foreach (var label in new[] { 0, 1 })
        {
            using var scope = NewDisposeScope();
            var sample = new SampleMaker(options, seed: 33).Make(2, [5, 5]);
            Compare(options, sample with { Target = full_like(sample.Target, label) }, $"every label {label}");
        }
    }

    private static void Compare(LossOptions options, Sample sample, string what)
    {
        var expected = Evaluation.Of(new EagerLoss(options).Loss, sample.Prediction, sample.Target);
        foreach (var (path, layout) in Layouts.Both)
        {
            var actual = Evaluation.Of(EmittedGrid.Loss(options.AttributeText), sample.Prediction, sample.Target, layout: layout);
            if (LossGrid.Orders(options))
                Close.Figures([expected.Value.Sum()], [actual.Value.Sum()], Rounding, $"{options}, {what}, {path}: sum of values");
            else
                Close.Evaluations(expected, actual, Rounding, $"{options}, {what}, {path}");
        }
    }
}
