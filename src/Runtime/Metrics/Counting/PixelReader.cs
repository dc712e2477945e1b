using static TorchSharp.torch;

namespace MaskSharp;

/// <summary>
/// The values of a contiguous CPU tensor in memory, read in its own dtype a run of pixels at a time. The tensor must outlive it.
/// </summary>
internal abstract unsafe class PixelReader
{
    private readonly byte* _data;

    protected PixelReader(Tensor tensor)
    {
        // A span is an int long, a tensor need not be: so the address comes from its first element alone.
        using var flat = tensor.view(-1);
        using var first = flat.narrow(0, 0, 1);
        fixed (byte* data = first.bytes)
            _data = data;
    }

    public static PixelReader Of(Tensor tensor) => tensor.dtype switch
    {
        ScalarType.Float32 => new NumberReader<float>(tensor),
        ScalarType.Float64 => new NumberReader<double>(tensor),
        ScalarType.Float16 => new SixteenBitReader(tensor, SixteenBitFloat.Half),
        ScalarType.BFloat16 => new SixteenBitReader(tensor, SixteenBitFloat.BFloat16),
        ScalarType.Bool or ScalarType.Byte => new NumberReader<byte>(tensor),
        ScalarType.Int8 => new NumberReader<sbyte>(tensor),
        ScalarType.Int16 => new NumberReader<short>(tensor),
        ScalarType.Int32 => new NumberReader<int>(tensor),
        ScalarType.Int64 => new NumberReader<long>(tensor),
        _ => throw new ArgumentException($"{tensor.dtype} cannot be counted.", nameof(tensor)),
    };

    /// <summary>255 where a value is at least <paramref name="cut"/>, which is rounded to the dtype as torch does; 0 elsewhere.</summary>
    public abstract void AtLeast(long start, double cut, Span<byte> answers);

    /// <summary>255 where a value equals <paramref name="other"/>; 0 elsewhere, and everywhere if the dtype cannot hold it.</summary>
    public abstract void EqualTo(long start, int other, Span<byte> answers);

    /// <summary>
    /// The index of the largest of <paramref name="classes"/> planes at each pixel, the lowest where several are; NaN counts as −∞.
    /// </summary>
    /// <param name="start">Where the first plane's run starts.</param>
    /// <param name="plane">Distance of one plane to the next.</param>
    /// <param name="classes">Number of planes.</param>
    /// <param name="labels">As many pixels as are asked for, at most <see cref="PixelBlocks.Run"/>.</param>
    public abstract void ArgMax(long start, long plane, int classes, Span<short> labels);

    /// <summary>Reads class indices; −1 where a pixel does not count.</summary>
    /// <param name="start">Where the run starts.</param>
    /// <param name="valid">Zero where a pixel does not count; empty: all do.</param>
    /// <param name="ignore">A value whose pixels do not count; null: all do.</param>
    /// <param name="classes">Indices are 0 to classes − 1.</param>
    /// <param name="labels">Receives the indices.</param>
    /// <returns>The first pixel of the run that counts but is no class index, or −1.</returns>
    public abstract int Labels(long start, ReadOnlySpan<byte> valid, int? ignore, int classes, Span<short> labels);

    /// <summary>The first pixel of an integer tensor's run that counts, but is below 0 or above a limit; −1 where none is.</summary>
    /// <param name="start">Where the run starts.</param>
    /// <param name="largest">The limit.</param>
    /// <param name="valid">Zero where a pixel does not count; empty: all do.</param>
    /// <param name="length">Pixels of the run.</param>
    public abstract int FirstOutside(long start, int largest, ReadOnlySpan<byte> valid, int length);

    /// <summary>One value as text, for messages.</summary>
    public abstract string Text(long index);

    protected ReadOnlySpan<T> Values<T>(long start, int length)
        where T : unmanaged => new((T*)_data + start, length);
}
