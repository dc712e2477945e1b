using System.Runtime.InteropServices;
using MaskSharp.Fused;

namespace MaskSharp.Tests.Fused;

/// <summary>What is asked of the operating system about a new buffer changes nothing in it.</summary>
public unsafe class FreshPagesTests
{
    private const int Bytes = 64 << 20;

    [Fact]
    public void Memory_that_nobody_touched_is_missing_until_it_is_written()
    {
        var memory = (byte*)NativeMemory.AlignedAlloc(Bytes, 64);
        try
        {
            Assert.Equal(OperatingSystem.IsLinux(), FreshPages.Prepare(memory, Bytes));
            new Span<byte>(memory, Bytes).Fill(7);
            Assert.False(FreshPages.Prepare(memory, Bytes));
        }
        finally
        {
            NativeMemory.AlignedFree(memory);
        }
    }

    [Fact]
    public void Pages_are_made_without_a_change_to_what_they_hold()
    {
        var memory = (byte*)NativeMemory.AlignedAlloc(Bytes, 64);
        try
        {
            new Span<byte>(memory, Bytes / 2).Fill(7);
            if (OperatingSystem.IsLinux())
                FreshPages.Populate(memory + 100, Bytes - 200);
            Assert.Equal(-1, new Span<byte>(memory, Bytes / 2).IndexOfAnyExcept((byte)7));
            Assert.Equal(-1, new Span<byte>(memory + (Bytes / 2), Bytes / 2).IndexOfAnyExcept((byte)0));
        }
        finally
        {
            NativeMemory.AlignedFree(memory);
        }
    }

    [Fact]
    public void Small_buffers_are_not_asked_about() => Assert.False(FreshPages.Prepare(null, 1000));
}
