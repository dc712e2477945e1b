using Conformance.Reference;
using static TorchSharp.torch;

namespace Conformance.Properties;

/// <summary>Lower precisions stay as close to double as their format allows.</summary>
public sealed class PrecisionTests
{
    [Theory]
    [MemberData(nameof(LossGrid.Names), MemberType = typeof(LossGrid))]
    public void Single_precision_stays_close_to_double(string attribute)
        => Compare(attribute, ScalarType.Float32, value: 1e-6, gradient: 2e-6);

    [Theory]
    [MemberData(nameof(LossGrid.Few), MemberType = typeof(LossGrid))]
    public void Half_precision_stays_close_to_double(string attribute)
        => Compare(attribute, ScalarType.Float16, value: 1e-3, gradient: 1e-3);

    [Theory]
    [MemberData(nameof(LossGrid.Few), MemberType = typeof(LossGrid))]
    public void BFloat16_stays_close_to_double(string attribute)
        => Compare(attribute, ScalarType.BFloat16, value: 8e-3, gradient: 8e-3);

    /// <summary>A sum over 180,000 pixels overflows half precision, which ends at 65504; the loss must not.</summary>
    [Theory]
    [MemberData(nameof(LossGrid.Few), MemberType = typeof(LossGrid))]
    public void Half_precision_sums_do_not_overflow(string attribute)
    {
        var options = LossGrid.All[attribute];
        foreach (var (path, layout) in Layouts.Both)
        {
            using var scope = NewDisposeScope();
            var sample = new SampleMaker(options, seed: 2).Make(2, [300, 300]);
            var rounded = sample.Prediction.to(ScalarType.Float16);
            var actual = Evaluation.Of(EmittedGrid.Loss(attribute), rounded, sample.Target, layout: layout);
            var expected = Evaluation.Of(new EagerLoss(options).Loss, rounded.to(ScalarType.Float64), sample.Target);
            Close.Figures(expected.Value, actual.Value, 1e-3, $"{attribute}, {path}");
        }
    }

    private static void Compare(string attribute, ScalarType type, double value, double gradient)
    {
        var options = LossGrid.All[attribute];
        foreach (var (path, layout) in Layouts.Both)
        {
            using var scope = NewDisposeScope();
            var sample = new SampleMaker(options, seed: 9).Make(2, [41, 23], masked: true);
            var rounded = sample.Prediction.to(type);
            var actual = Evaluation.Of(EmittedGrid.Loss(attribute), rounded, sample.Target, sample.Mask, layout);
            // The inputs' own rounding is no error of the loss: the reference gets the rounded ones.
            var expected = Evaluation.Of(new EagerLoss(options).Loss, rounded.to(ScalarType.Float64), sample.Target, sample.Mask);
            Close.Figures(expected.Value, actual.Value, value, $"{attribute} in {type}, {path}: value");

            // Rounding makes ties, and ties have no one gradient.
            if (!LossGrid.Orders(options))
                Close.Figures(expected.Gradient, actual.Gradient, gradient, $"{attribute} in {type}, {path}: gradient");
        }
    }
}
