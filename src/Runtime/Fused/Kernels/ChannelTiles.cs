using System.Buffers;

namespace MaskSharp.Fused;

/// <summary>
/// Channels-last memory as the kernels read it: a thousand pixels at a time, each channel's in a row of a buffer that stays in the
/// core's own cache.
/// </summary>
/// <typeparam name="T">A whole number of the prediction's size, by which its bits are moved.</typeparam>
/// <param name="pixels">The chunk in the tensors' memory, at its first channel.</param>
/// <param name="channels">Channels that the kernel treats together.</param>
/// <param name="step">Elements from one pixel to the next.</param>
internal readonly unsafe struct ChannelTiles<T>(BlockMemory pixels, int channels, int step)
    where T : unmanaged
{
    private const int Pixels = 1024;

    private const int LineBytes = 64;

    /// <summary>Rows start one line further in each channel, so that they lie in different sets of the cache.</summary>
    private static int RowElements => Pixels + (LineBytes / sizeof(T));

    /// <summary>Hands tile after tile to the kernel; in a backward pass the gradient takes the predictions' place in the tile and is copied out.</summary>
    public void Each<TTarget>(int count, Action<BlockMemory, int> kernel)
        where TTarget : unmanaged, IElement
    {
        var rented = ArrayPool<byte>.Shared.Rent((channels * RowElements * sizeof(T)) + LineBytes);
        try
        {
            fixed (byte* start = rented)
            {
                var tile = (T*)(((nuint)start + LineBytes - 1) & ~(nuint)(LineBytes - 1));
                for (var first = 0; first < count; first += Pixels)
                {
                    var length = Math.Min(Pixels, count - first);
                    Read(tile, first, length);
                    kernel(At<TTarget>(tile, first), length);
                    if (pixels.Gradient is not null)
                        Write(tile, first, length);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private BlockMemory At<TTarget>(T* tile, int first)
        where TTarget : unmanaged, IElement
        => new(
            (byte*)tile,
            pixels.Target + ((nint)first * TTarget.Size),
            pixels.Mask is null ? null : pixels.Mask + first,
            pixels.Gradient is null ? null : (byte*)tile,
            RowElements,
            pixels.TargetStride);

    private void Read(T* tile, int first, int length)
    {
        for (var c = 0; c < channels; c++)
        {
            var row = tile + ((nint)c * RowElements);
            var next = (T*)pixels.Prediction + ((nint)first * step) + c;
            for (var i = 0; i < length; i++, next += step)
                row[i] = *next;
        }
    }

    private void Write(T* tile, int first, int length)
    {
        for (var c = 0; c < channels; c++)
        {
            var row = tile + ((nint)c * RowElements);
            var next = (T*)pixels.Gradient + ((nint)first * step) + c;
            for (var i = 0; i < length; i++, next += step)
                *next = row[i];
        }
    }
}
