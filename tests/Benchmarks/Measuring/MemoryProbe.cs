using System.Diagnostics;
using System.Globalization;

namespace Benchmarks.Measuring;

/// <summary>
/// Peak memory of one step above what was there before it. It runs in a process of its own, in which the C library maps every
/// block from 64 KiB separately and gives it back at once, so that the kernel's high-water mark counts live tensors only.
/// </summary>
internal static class MemoryProbe
{
    public static bool Supported => OperatingSystem.IsLinux();

    /// <summary>Runs <c>memory</c> of this program with the arguments and returns the bytes that it prints.</summary>
    public static long MeasureInChild(string contender, string shape)
    {
        var start = Child.Start("memory", contender, shape);
        start.RedirectStandardOutput = true;
        start.Environment.Remove("MALLOC_MMAP_MAX_");
        start.Environment["MALLOC_MMAP_THRESHOLD_"] = "65536";
        start.Environment["MALLOC_TRIM_THRESHOLD_"] = "65536";
        using var child = Process.Start(start)!;
        var printed = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return child.ExitCode == 0
            ? long.Parse(printed, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"the memory of {contender} at {shape} was not measured: exit code {child.ExitCode}");
    }

    /// <summary>Bytes by which the resident set's peak during the step exceeds its size before.</summary>
    public static long Measure(Action step)
    {
        step();
        GC.Collect();
        File.WriteAllText("/proc/self/clear_refs", "5");
        var before = Status("VmRSS:");
        step();
        return Status("VmHWM:") - before;
    }

    private static long Status(string field)
    {
        var line = File.ReadLines("/proc/self/status").First(text => text.StartsWith(field, StringComparison.Ordinal));
        return 1024 * long.Parse(line[field.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
    }
}
