using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>The tensor that the backward pass fills.</summary>
/// <param name="Tensor">Shape, dtype and layout of the prediction, values not set.</param>
/// <param name="IsFresh">Whether a good part of its memory has yet to be made by the operating system.</param>
internal readonly record struct GradientBuffer(Tensor Tensor, bool IsFresh)
{
    private static readonly BlockPool _pool = new();

    /// <summary>A buffer for the gradient of a dense CPU tensor, in the memory of an earlier one where that is free.</summary>
    public static GradientBuffer Of(Tensor prediction)
    {
        // Small memory is quick to come by, and what a span cannot cover cannot be lent.
        var bytes = prediction.numel() * prediction.ElementSize;
        var canLend = bytes is >= FreshPages.FewestBytes and <= int.MaxValue && LentTensor.IsAvailable;
        return (canLend ? Lent(prediction, (int)bytes) : null) ?? OfTorch(prediction, bytes);
    }

    private static unsafe GradientBuffer? Lent(Tensor prediction, int bytes)
    {
        var (block, isNew) = _pool.Take(bytes);
        using var flat = LentTensor.Over(new LentMemory(block, bytes, _pool).Memory, prediction.numel(), prediction.dtype);
        return flat is null
            ? null
            : new(flat.as_strided(prediction.shape, prediction.stride()), isNew && FreshPages.Prepare(block.Start, bytes));
    }

    private static unsafe GradientBuffer OfTorch(Tensor prediction, long bytes)
    {
        var buffer = empty_like(prediction);
        return new(buffer, FreshPages.Prepare(TensorMemory.Of(buffer), bytes));
    }
}
