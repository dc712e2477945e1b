namespace MaskSharp.MsBuildTasks.LibTorch;

/// <summary>The libstdc++ that programs on this machine load.</summary>
internal static class HostLibStdCpp
{
    private static readonly string[] _usualFolders =
        ["/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu", "/lib64", "/usr/lib64", "/lib", "/usr/lib"];

    /// <summary>
    /// The path of the library that the loader has chosen for this very process, which the .NET runtime brings in;
    /// where the runtime does without it, the first one in <c>LD_LIBRARY_PATH</c> and the usual folders; null if there is none.
    /// </summary>
    public static string? Find() =>
        FindLoaded() ?? FindIn((Environment.GetEnvironmentVariable("LD_LIBRARY_PATH") ?? "").Split(':').Concat(_usualFolders));

    /// <summary>Whether a library defines a symbol version.</summary>
    public static bool Defines(string path, string version) =>
        ElfFile.Parse(File.ReadAllBytes(path)).DefinedVersions().Contains(version);

    private static string? FindLoaded()
    {
        const string maps = "/proc/self/maps";
        if (!File.Exists(maps))
            return null;

        foreach (var line in File.ReadLines(maps))
        {
            var path = line.IndexOf('/');
            if (path >= 0 && line.IndexOf("/" + LibTorchSharpFix.Library, path, StringComparison.Ordinal) >= 0 && File.Exists(line.Substring(path)))
                return line.Substring(path);
        }

        return null;
    }

    private static string? FindIn(IEnumerable<string> folders) =>
        folders.Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, LibTorchSharpFix.Library))
            .FirstOrDefault(File.Exists);
}
