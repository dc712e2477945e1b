using System.Buffers;

namespace MaskSharp.Fused;

/// <summary>A block lent to one tensor, pinned as long as the tensor's storage lives; unpinning brings it back to the pool.</summary>
internal sealed unsafe class LentMemory(MemoryBlock block, int bytes, BlockPool pool) : MemoryManager<byte>
{
    private int _isReturned;

    public override Span<byte> GetSpan() => new(block.Start, bytes);

    public override MemoryHandle Pin(int elementIndex = 0) => new(block.Start + elementIndex, pinnable: this);

    public override void Unpin()
    {
        if (Interlocked.Exchange(ref _isReturned, 1) == 0)
            pool.Return(block);
    }

    protected override void Dispose(bool disposing) => Unpin();
}
