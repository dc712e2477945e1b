using System.Buffers;

namespace MaskSharp;

/// <summary>Measures the masks of every sample and class, each made when its turn comes.</summary>
internal static class SurfaceMasks
{
    /// <summary>A label of no class.</summary>
    public const short NoClass = -1;

    /// <summary>Makes the masks of one sample and class: nonzero is foreground.</summary>
    public delegate void Make(int sample, int classIndex, Span<byte> predicted, Span<byte> actual);

    public static SurfaceScores Measure(int samples, int classes, PixelGrid grid, SurfaceOptions? measuredBy, ScoreOptions? options, Make make)
    {
        options ??= ScoreOptions.Default;
        options.Check(classes, nameof(options));
        measuredBy ??= new() { Empty = options.Empty };
        measuredBy.Check(grid.Rank, nameof(measuredBy));
        var distances = new SurfaceDistances[checked(samples * classes)];
        SurfaceCases.Run(distances.Length, measuredBy.Threads, (i, threads) =>
        {
            var pool = ArrayPool<byte>.Shared;
            var (predicted, actual) = (pool.Rent(grid.Pixels), pool.Rent(grid.Pixels));
            try
            {
                make(i / classes, i % classes, predicted.AsSpan(0, grid.Pixels), actual.AsSpan(0, grid.Pixels));
                distances[i] = SurfaceDistances.Between(predicted.AsSpan(0, grid.Pixels), actual.AsSpan(0, grid.Pixels), grid, measuredBy, threads);
            }
            finally
            {
                pool.Return(predicted);
                pool.Return(actual);
            }
        });
        return new(samples, classes, distances, measuredBy, options);
    }

    /// <summary>The mask of one class of a label map.</summary>
    public static void OfClass(ReadOnlySpan<short> labels, int classIndex, Span<byte> mask)
    {
        for (var i = 0; i < labels.Length; i++)
            mask[i] = labels[i] == classIndex ? (byte)1 : (byte)0;
    }
}
