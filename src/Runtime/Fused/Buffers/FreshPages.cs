using System.Buffers;
using System.Runtime.InteropServices;

namespace MaskSharp.Fused;

/// <summary>
/// Memory that Linux has promised but not yet given. The gradient is a new buffer at every step, and the first touch of each of its
/// pages costs a trap, many of which take longer than the kernel itself: so pages of 2 MB are asked for where they fit, and the rest
/// is asked for in runs. Hints that change no result: refused or elsewhere than on Linux, the buffer stays as it is.
/// </summary>
internal static unsafe partial class FreshPages
{
    public const nuint LargePageBytes = 2 << 20;

    /// <summary>Below this size a question costs as much as the traps.</summary>
    public const long FewestBytes = 256 << 10;

    /// <summary>MADV_HUGEPAGE of Linux's madvise(2).</summary>
    private const int LargePages = 14;

    /// <summary>MADV_POPULATE_WRITE, from Linux 5.14 on.</summary>
    private const int PopulateForWriting = 23;

    private static readonly nuint _pageBytes = (nuint)Environment.SystemPageSize;

    private static bool _isAvailable = OperatingSystem.IsLinux();

    /// <summary>Asks for large pages and says whether a good part of the buffer is not there yet.</summary>
    public static bool Prepare(byte* start, long bytes)
    {
        if (!_isAvailable || bytes < FewestBytes)
            return false;
        try
        {
            // Only whole large pages inside the buffer: what lies around it belongs to others.
            var first = ((nuint)start + LargePageBytes - 1) & ~(LargePageBytes - 1);
            var end = ((nuint)start + (nuint)bytes) & ~(LargePageBytes - 1);
            if (end > first)
                _ = Advise((void*)first, end - first, LargePages);
            return IsMissing(start, bytes);
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
            _isAvailable = false;
            return false;
        }
    }

    /// <summary>Has the pages under some bytes made at once, by one call in place of a trap each.</summary>
    public static void Populate(byte* start, long bytes)
    {
        var (first, length) = Pages(start, bytes);
        _ = Advise((void*)first, length, PopulateForWriting);
    }

    /// <summary>Whether an eighth of the pages or more are not resident.</summary>
    private static bool IsMissing(byte* start, long bytes)
    {
        var (first, length) = Pages(start, bytes);
        var pages = (int)Math.Min(length / _pageBytes, int.MaxValue);
        var rented = ArrayPool<byte>.Shared.Rent(pages);
        try
        {
            fixed (byte* residence = rented)
            {
                if (Residence((void*)first, (nuint)pages * _pageBytes, residence) != 0)
                    return false;
            }

            var missing = pages;
            foreach (var page in rented.AsSpan(0, pages))
                missing -= page & 1;
            return missing >= pages / 8;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static (nuint First, nuint Length) Pages(byte* start, long bytes)
    {
        var first = (nuint)start & ~(_pageBytes - 1);
        return (first, (((nuint)start + (nuint)bytes + _pageBytes - 1) & ~(_pageBytes - 1)) - first);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint length, int advice);

    [LibraryImport("libc", EntryPoint = "mincore")]
    private static partial int Residence(void* address, nuint length, byte* residence);
}
