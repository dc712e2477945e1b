using Conformance.Options;
using Conformance.Reference;
using static TorchSharp.torch;

namespace Conformance.Properties;

/// <summary>Emitted losses equal the plain reference in double precision, on both paths, at all kinds of shapes.</summary>
public sealed class AgreementTests
{
    private const double Rounding = 1e-11;

    private static readonly (long Samples, long[] Space)[] _shapes =
    [
        (2, [4, 5]),
        (1, [3, 5, 2]),
        (3, [2, 3, 2]),
        (3, []),
        (1, [1, 1]),
        (2, [1]),
        (2, [67]),
    ];

    [Theory]
    [MemberData(nameof(LossGrid.Names), MemberType = typeof(LossGrid))]
    public void Both_paths_agree_with_plain_torch(string attribute)
    {
        var options = LossGrid.All[attribute];
        var seed = 1;
        foreach (var (samples, space) in _shapes)
        {
            foreach (var masked in new[] { false, true })
            {
                foreach (var dense in new[] { true, false })
                    Compare(options, new SampleMaker(options, seed++).Make(samples, space, masked, dense));
            }
        }
    }

    /// <summary>Enough pixels that the device path treats them in several slices, the last one shorter.</summary>
    [Theory]
    [MemberData(nameof(LossGrid.Few), MemberType = typeof(LossGrid))]
    public void Predictions_of_many_slices_agree_with_plain_torch(string attribute)
    {
        var options = LossGrid.All[attribute];
        Compare(options, new SampleMaker(options, seed: 77).Make(2, [301, 307], masked: true));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(31)]
    [InlineData(16383)]
    [InlineData(16384)]
    [InlineData(16385)]
    [InlineData(33000)]
    public void Sizes_around_lane_and_chunk_borders_agree(long pixels)
    {
        foreach (var attribute in LossGrid.Few)
        {
            var options = LossGrid.All[attribute];
            Compare(options, new SampleMaker(options, seed: (int)pixels).Make(2, [pixels], masked: pixels % 2 == 1));
        }
    }

    [Fact]
    public void A_binary_prediction_without_channel_dimension_is_pooled_alike()
    {
        foreach (var (attribute, options) in LossGrid.All.Where(pair => !pair.Value.Has("Mode")))
        {
            using var scope = NewDisposeScope();
            var sample = new SampleMaker(options, seed: 21).Make(3, [4, 5]);
            var loss = EmittedGrid.Loss(attribute);
            var expected = Evaluation.Of(loss, sample.Prediction, sample.Target);
            foreach (var (path, layout) in Layouts.Both)
            {
                var actual = Evaluation.Of(loss, sample.Prediction.squeeze(1), sample.Target.squeeze(1), layout: layout);
                Close.Evaluations(expected, actual, Rounding, $"{attribute}, {path}");
            }
        }
    }

    private static void Compare(LossOptions options, Sample sample)
    {
        var expected = Evaluation.Of(new EagerLoss(options).Loss, sample.Prediction, sample.Target, sample.Mask);
        foreach (var (path, layout) in Layouts.Both)
        {
            var actual = Evaluation.Of(EmittedGrid.Loss(options.AttributeText), sample.Prediction, sample.Target, sample.Mask, layout);
            Close.Evaluations(
                expected,
                actual,
                Rounding,
                $"{options} at [{string.Join(", ", sample.Prediction.shape)}], target [{string.Join(", ", sample.Target.shape)}]{(sample.Mask is null ? "" : ", masked")}, {path}");
        }
    }
}
