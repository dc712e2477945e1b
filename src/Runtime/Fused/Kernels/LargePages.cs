using System.Runtime.InteropServices;

namespace MaskSharp.Fused;

/// <summary>
/// Asks Linux to back a fresh buffer with pages of 2 MB. The gradient is new memory at every step, and its first touch costs a fault
/// a page: with pages of 4 KB that is as much time as the kernel itself takes.
/// </summary>
internal static unsafe partial class LargePages
{
    private const nuint PageBytes = 2 << 20;

    /// <summary>MADV_HUGEPAGE of Linux's madvise(2).</summary>
    private const int Advice = 14;

    private static bool _isAvailable = OperatingSystem.IsLinux();

    /// <summary>A hint that changes no result: refused or elsewhere than on Linux, the buffer stays as it is.</summary>
    public static void Hint(byte* start, long bytes)
    {
        if (!_isAvailable)
            return;

        // Only whole large pages inside the buffer: what lies around it belongs to others.
        var first = ((nuint)start + PageBytes - 1) & ~(PageBytes - 1);
        var end = ((nuint)start + (nuint)bytes) & ~(PageBytes - 1);
        if (end <= first)
            return;
        try
        {
            _ = Advise((void*)first, end - first, Advice);
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
            _isAvailable = false;
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint length, int advice);
}
