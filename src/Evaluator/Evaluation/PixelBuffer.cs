using System.Buffers;

namespace MaskSharp.Evaluator.Evaluation;

/// <summary>Pooled memory for one value per pixel.</summary>
internal readonly struct PixelBuffer<T>(int count) : IDisposable
    where T : unmanaged
{
    private readonly T[] _array = ArrayPool<T>.Shared.Rent(count);

    public Span<T> Span => _array.AsSpan(0, count);

    public void Dispose() => ArrayPool<T>.Shared.Return(_array);
}
