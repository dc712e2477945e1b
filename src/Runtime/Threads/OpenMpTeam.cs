using System.Runtime.InteropServices;

namespace MaskSharp;

/// <summary>
/// The calling thread's team in the OpenMP library that came with libtorch. On Linux that is GNU's, whose entry point for a parallel
/// region is part of its binary interface (GOMP_parallel, since GCC 4.9). Elsewhere no team is found.
/// </summary>
internal static unsafe class OpenMpTeam
{
    private static readonly delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<nint, void>, nint, uint, uint, void> _parallel
        = (delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<nint, void>, nint, uint, uint, void>)Find();

    /// <summary>Lets every thread of a team take part in the work; false, and nothing done, where there is no team.</summary>
    /// <param name="threads">Torch's own number: for another one the library would end threads or start new ones.</param>
    /// <param name="work">What the threads do. Inside another team's work the calling thread does it alone.</param>
    public static bool TryRun(int threads, SharedWork work)
    {
        if (_parallel == null)
            return false;
        using var handle = new GCHandle<SharedWork>(work);
        _parallel(&TakePart, GCHandle<SharedWork>.ToIntPtr(handle), (uint)threads, 0);
        return true;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static void TakePart(nint work) => GCHandle<SharedWork>.FromIntPtr(work).Target.TakePart();

    private static nint Find()
    {
        if (!OperatingSystem.IsLinux())
            return 0;
        try
        {
            return FindBesideTorch(File.ReadLines("/proc/self/maps"));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    /// <summary>
    /// Other libraries may have brought another copy, whose threads are not torch's: the one in libtorch's folder is meant, or the only one.
    /// </summary>
    private static nint FindBesideTorch(IEnumerable<string> maps)
    {
        var libraries = maps.Select(line => line.IndexOf('/') is >= 0 and var start ? line[start..] : "").Distinct().ToList();
        var folder = Path.GetDirectoryName(libraries.Find(path => Path.GetFileName(path) == "libtorch_cpu.so"));
        var copies = libraries.FindAll(path => Path.GetFileName(path).StartsWith("libgomp", StringComparison.Ordinal));
        var openMp = copies.Find(path => Path.GetDirectoryName(path) == folder) ?? (copies.Count == 1 ? copies[0] : null);
        return openMp is not null && NativeLibrary.TryLoad(openMp, out var library) && NativeLibrary.TryGetExport(library, "GOMP_parallel", out var parallel)
            ? parallel
            : 0;
    }
}
