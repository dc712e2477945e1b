using Conformance.Options;
using MaskSharp;
using static TorchSharp.torch;

namespace Conformance.Properties;

/// <summary>Draws arguments that fit a loss, the same for the same seed.</summary>
public sealed class SampleMaker(LossOptions options, int seed)
{
    private readonly Random _random = new(seed);
    private readonly SegmentationMode _mode = options.Member(SegmentationMode.Binary);

    public long Classes { get; } = options.Whole("Classes") ?? 1;

    /// <summary>A prediction [N, C, …] with target and, on request, a mask; some pixels are ignored where the loss ignores.</summary>
    /// <param name="samples">N.</param>
    /// <param name="space">The extent after the channels, may be empty.</param>
    /// <param name="masked">Whether to mask about a quarter of the pixels.</param>
    /// <param name="dense">Whether a Multilabel target has the prediction's shape rather than class indices.</param>
    public Sample Make(long samples, long[] space, bool masked = false, bool dense = true)
    {
        long[] shape = [samples, Classes, .. space];
        long[] pixels = [samples, .. space];
        var hasIndices = _mode == SegmentationMode.Multiclass || (_mode == SegmentationMode.Multilabel && !dense);
        return new(
            Prediction(shape),
            Target(hasIndices ? pixels : shape, hasIndices ? (int)Classes : 2),
            masked ? Draw([samples, 1, .. space], () => _random.NextDouble() < 0.75 ? 1 : 0).to(ScalarType.Bool) : null);
    }

    /// <summary>Logits N(0, 2), or probabilities U(0.02, 0.98).</summary>
    public Tensor Prediction(long[] shape)
        => options.Member(PredictionKind.Logits) == PredictionKind.Logits
            ? Draw(shape, () => 2 * Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble()))
            : Draw(shape, () => 0.02 + (0.96 * _random.NextDouble()));

    private Tensor Target(long[] shape, int labels)
    {
        var ignore = options.Whole("IgnoreIndex");
        return Draw(shape, () => ignore is { } value && _random.NextDouble() < 0.2 ? value : _random.Next(labels)).to(ScalarType.Int64);
    }

    private static Tensor Draw(long[] shape, Func<double> next)
    {
        var values = new double[shape.Aggregate(1L, (a, b) => a * b)];
        for (var i = 0; i < values.Length; i++)
            values[i] = next();
        return tensor(values, shape, dtype: ScalarType.Float64);
    }
}
