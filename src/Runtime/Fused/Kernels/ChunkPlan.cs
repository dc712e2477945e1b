using TorchSharp;

namespace MaskSharp.Fused;

/// <summary>
/// Cuts a prediction into chunks of at most 16,384 pixels that depend on the shape alone, so that the sums, added chunk by chunk,
/// have the same bits for any number of threads.
/// </summary>
internal readonly record struct ChunkPlan(LossLayout Layout, PixelShape Shape, int ThreadCount)
{
    private const int ChunkPixels = 16_384;

    /// <summary>Below this many elements a second thread costs more than it brings.</summary>
    private const long ElementsForThreads = 65_536;

    public static ChunkPlan For(LossLayout layout, PixelShape shape)
    {
        var elements = shape.Samples * shape.Channels * shape.Pixels;
        return new(layout, shape, elements < ElementsForThreads ? 1 : torch.get_num_threads());
    }

    /// <summary>Whether all pixels lie in one row: Binary over the batch.</summary>
    private bool IsOneRow => Shape.Channels == 1 && Layout.Over == OverlapScope.Batch;

    private long Rows => IsOneRow ? 1 : Layout.Mode == SegmentationMode.Multiclass ? Shape.Samples : Shape.Samples * Shape.Channels;

    private long RowPixels => IsOneRow ? Shape.Samples * Shape.Pixels : Shape.Pixels;

    private long ChunksInRow => (RowPixels + ChunkPixels - 1) / ChunkPixels;

    public int Count => checked((int)(Rows * ChunksInRow));

    /// <summary>Where chunk <paramref name="index"/> lies.</summary>
    public Chunk this[int index]
    {
        get
        {
            var (row, part) = Math.DivRem(index, ChunksInRow);
            var start = part * ChunkPixels;
            var count = (int)Math.Min(ChunkPixels, RowPixels - start);
            if (IsOneRow)
                return new(0, 0, start, start, count);

            var (sample, channel) = Layout.Mode == SegmentationMode.Multiclass ? (row, 0) : Math.DivRem(row, Shape.Channels);
            return new(
                Layout.Over == OverlapScope.Sample ? (int)sample : 0,
                (int)channel,
                (((sample * Shape.Channels) + channel) * Shape.Pixels) + start,
                (sample * Shape.Pixels) + start,
                count);
        }
    }

    /// <summary>Runs every chunk once, on up to <see cref="ThreadCount"/> threads.</summary>
    public void Run(Action<int> chunk)
    {
        // Neighbours in time are far apart in memory: each thread then walks through a part of its own, and two of them do not wait for
        // the same fresh page.
        var count = Count;
        var threads = Math.Clamp(count, 1, ThreadCount);
        var part = (count + threads - 1) / threads;
        TorchThreads.Run(
            part * threads,
            i =>
            {
                var index = ((i % threads) * part) + (i / threads);
                if (index < count)
                    chunk(index);
            },
            isAlone: threads == 1);
    }
}
