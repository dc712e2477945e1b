using Conformance.Options;
using static TorchSharp.torch;

namespace Conformance.Properties;

/// <summary>An ignored pixel has no part in anything: its gradient is 0 whatever its logits hold, and it moves no value.</summary>
public sealed class IgnoredPixelTests
{
    public static TheoryData<string> Ignoring => [.. LossGrid.All.Where(pair => pair.Value.Has("IgnoreIndex")).Select(pair => pair.Key)];

    [Theory]
    [MemberData(nameof(Ignoring))]
    public void An_ignore_index_shuts_out_NaN_and_infinite_predictions(string attribute)
    {
        var options = LossGrid.All[attribute];
        foreach (var (path, layout) in Layouts.Both)
        {
            using var scope = NewDisposeScope();
            var sample = new SampleMaker(options, seed: 12).Make(2, [7, 9]);
            Check(attribute, path, sample, Ignored(options, sample), layout);
        }
    }

    [Theory]
    [MemberData(nameof(LossGrid.Names), MemberType = typeof(LossGrid))]
    public void A_mask_shuts_out_NaN_and_infinite_predictions(string attribute)
    {
        foreach (var (path, layout) in Layouts.Both)
        {
            using var scope = NewDisposeScope();
            var sample = new SampleMaker(LossGrid.All[attribute], seed: 13).Make(2, [7, 9], masked: true);
            Check(attribute, path, sample, sample.Mask!.logical_not().expand(sample.Prediction.shape), layout);
        }
    }

    [Theory]
    [MemberData(nameof(LossGrid.Few), MemberType = typeof(LossGrid))]
    public void Where_nothing_counts_there_is_no_gradient_and_no_NaN(string attribute)
    {
        foreach (var (_, layout) in Layouts.Both)
        {
            using var scope = NewDisposeScope();
            var sample = new SampleMaker(LossGrid.All[attribute], seed: 14).Make(2, [3, 3]);
            var result = Evaluation.Of(EmittedGrid.Loss(attribute), sample.Prediction, sample.Target, zeros(2, 1, 3, 3), layout);
            Assert.All(result.Value, value => Assert.True(double.IsFinite(value), attribute));
            Assert.All(result.Gradient, slope => Assert.Equal(0, slope));
        }
    }

    private static void Check(string attribute, string path, Sample sample, Tensor ignored, Func<Tensor, Tensor> layout)
    {
        var loss = EmittedGrid.Loss(attribute);
        var clean = Evaluation.Of(loss, sample.Prediction, sample.Target, sample.Mask, layout);
        foreach (var poison in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e4 })
        {
            var poisoned = where(ignored, full_like(sample.Prediction, poison), sample.Prediction);
            var actual = Evaluation.Of(loss, poisoned, sample.Target, sample.Mask, layout);
            Close.Evaluations(clean, actual, 0, $"{attribute}, {path}, {poison} in ignored pixels");
        }

        var shut = Evaluation.Doubles(ignored.to(ScalarType.Float64));
        Assert.All(clean.Gradient.Where((_, i) => shut[i] != 0), slope => Assert.Equal(0, slope));
    }

    private static Tensor Ignored(LossOptions options, Sample sample)
    {
        var hit = sample.Target == options.Whole("IgnoreIndex")!.Value;
        return hit.dim() == sample.Prediction.dim() ? hit : hit.unsqueeze(1).expand(sample.Prediction.shape);
    }
}
