using System.Runtime.InteropServices;

namespace MaskSharp.Fused;

/// <summary>Memory outside the managed heap, given back when nobody refers to it any more.</summary>
internal sealed unsafe class MemoryBlock : IDisposable
{
    /// <summary>A line of the cache.</summary>
    private const nuint Alignment = 64;

    public MemoryBlock(long bytes)
    {
        Bytes = bytes;

        // A block that begins where a large page does can lie in large pages as a whole.
        var isLarge = OperatingSystem.IsLinux() && (nuint)bytes >= FreshPages.LargePageBytes;
        Start = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, isLarge ? FreshPages.LargePageBytes : Alignment);
    }

    ~MemoryBlock() => NativeMemory.AlignedFree(Start);

    public byte* Start { get; }

    public long Bytes { get; }

    /// <summary>Gives the memory back at once. The block must not be used afterwards.</summary>
    public void Dispose()
    {
        NativeMemory.AlignedFree(Start);
        GC.SuppressFinalize(this);
    }
}
