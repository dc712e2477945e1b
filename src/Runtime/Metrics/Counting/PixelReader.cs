using MaskSharp.Fused;
using static TorchSharp.torch;

namespace MaskSharp;

/// <summary>
/// The values of a contiguous CPU tensor in memory, read in its own dtype a run of pixels at a time. The tensor must outlive it.
/// </summary>
internal abstract unsafe class PixelReader(Tensor tensor)
{
    private readonly byte* _data = TensorMemory.Of(tensor);

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

    /// <summary>
    /// The index of the largest of <paramref name="classes"/> planes at each pixel, the lowest where several are; NaN counts as −∞.
    /// </summary>
    /// <param name="start">Where the first plane's run starts.</param>
    /// <param name="plane">Distance of one plane to the next.</param>
    /// <param name="classes">Number of planes.</param>
    /// <param name="labels">As many pixels as are asked for.</param>
    public abstract void ArgMax(long start, long plane, int classes, Span<short> labels);

    /// <summary>Reads class indices as <see cref="ShortLabels"/>: what is none becomes a number that is no class's.</summary>
    public abstract void Labels(long start, Span<short> labels);

    /// <summary>Where a run's values equal <paramref name="other"/>; nowhere if the dtype cannot hold it.</summary>
    public abstract void EqualTo(long start, int other, int length, Span<ulong> words);

    /// <summary>One value as text, for messages.</summary>
    public abstract string Text(long index);

    protected T* At<T>(long index)
        where T : unmanaged => (T*)_data + index;
}
