using System.Diagnostics;

namespace Benchmarks.Measuring;

/// <summary>This program in a process of its own, for what the C library reads at its start only.</summary>
internal static class Child
{
    private const string HeapKept = "MASKSHARP_BENCHMARKS_HEAP_KEPT";

    /// <summary>Whether this process runs with a heap that keeps freed memory.</summary>
    public static bool KeepsHeap => Environment.GetEnvironmentVariable(HeapKept) == "1";

    public static ProcessStartInfo Start(params ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!);
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(typeof(Child).Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return start;
    }

    /// <summary>Runs the program again with a heap that is never trimmed and maps no block separately, and returns its exit code.</summary>
    public static int RunWithKeptHeap(string[] arguments)
    {
        var start = Start(arguments);
        start.Environment[HeapKept] = "1";
        start.Environment["MALLOC_MMAP_MAX_"] = "0";
        start.Environment["MALLOC_TRIM_THRESHOLD_"] = "17179869184";
        using var child = Process.Start(start)!;
        child.WaitForExit();
        return child.ExitCode;
    }
}
