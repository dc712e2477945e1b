using MaskSharp;

namespace Conformance.Metrics;

/// <summary>Surface scores of every sample and channel of masks [N, C, …].</summary>
internal static class SurfacePlanes
{
    public static double[] Score(MaskTensor prediction, MaskTensor target, double[] spacing, SurfaceOptions options, Func<SurfaceDistances, int, double> score)
    {
        var scores = new double[prediction.Samples * prediction.Channels];
        for (var i = 0; i < scores.Length; i++)
        {
            var (sample, channel) = Math.DivRem(i, prediction.Channels);
            scores[i] = score(SurfaceDistances.Between(prediction.Plane(sample, channel), target.Plane(sample, channel), prediction.Space, spacing, options), channel);
        }

        return scores;
    }

    /// <summary>A peer's spacing: none, one number for all axes, or one an axis.</summary>
    public static double[] Spacing(MetricCase vector, string name, int axes) => vector.Parameters.Numbers(name) switch
    {
        null => [],
        [var all] => [.. Enumerable.Repeat(all, axes)],
        var each => each,
    };

    public static DistanceMeasure Measure(MetricCase vector) => vector.Parameters.Text("distance_metric") switch
    {
        null or "euclidean" => DistanceMeasure.Euclidean,
        "chessboard" => DistanceMeasure.Chessboard,
        "taxicab" => DistanceMeasure.Taxicab,
        var other => throw new DeclinedException($"distance '{other}'"),
    };
}
