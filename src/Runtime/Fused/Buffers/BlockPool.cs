namespace MaskSharp.Fused;

/// <summary>
/// Blocks whose tensors have died, for the next ones. A training loop asks for the same sizes at every step, and memory that is new
/// at every step costs more than the kernel that fills it. Idle blocks are held weakly: a garbage collection gives them back.
/// </summary>
internal sealed class BlockPool
{
    /// <summary>A block serves requests from a quarter of its size on, so that a small tensor does not keep a large block.</summary>
    private const int LargestPerRequest = 4;

    private readonly Lock _lock = new();
    private readonly List<WeakReference<MemoryBlock>> _idle = [];

    /// <summary>The smallest idle block that fits, or a new one; and whether it is new.</summary>
    public (MemoryBlock Block, bool IsNew) Take(long bytes) => Idle(bytes) is { } idle ? (idle, false) : (new(bytes), true);

    /// <summary>Keeps a block that nobody uses any more for the next request.</summary>
    public void Return(MemoryBlock block)
    {
        lock (_lock)
            _idle.Add(new(block));
    }

    private MemoryBlock? Idle(long bytes)
    {
        lock (_lock)
        {
            MemoryBlock? found = null;
            foreach (var idle in _idle)
            {
                if (idle.TryGetTarget(out var block)
                    && block.Bytes >= bytes && block.Bytes / LargestPerRequest <= bytes && (found is null || block.Bytes < found.Bytes))
                {
                    found = block;
                }
            }

            if (found is null)
                FreeBelow(bytes);
            _idle.RemoveAll(idle => !idle.TryGetTarget(out var block) || block == found || (found is null && block.Bytes < bytes));
            return found;
        }
    }

    /// <summary>Frees the blocks that are too small for a request: sizes that grow from step to step would pile up otherwise.</summary>
    private void FreeBelow(long bytes)
    {
        foreach (var idle in _idle)
        {
            if (idle.TryGetTarget(out var block) && block.Bytes < bytes)
                block.Dispose();
        }
    }
}
