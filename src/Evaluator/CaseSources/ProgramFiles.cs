using MaskSharp.Evaluator.Pairing;

namespace MaskSharp.Evaluator.CaseSources;

/// <summary>What a built program consists of, to tell whether it has changed.</summary>
internal static class ProgramFiles
{
    // Native libraries of hundreds of megabytes change with a package's version, which the list of dependencies names.
    private const long LargestHashed = 1 << 26;

    /// <summary>The assembly, the assemblies beside it, and the program's list of dependencies.</summary>
    public static IReadOnlyList<MaskFile> Of(string assembly)
    {
        var folder = Path.GetDirectoryName(assembly)!;
        return
        [
            .. Directory.EnumerateFiles(folder, "*.dll").Append(Path.ChangeExtension(assembly, ".deps.json")).Append(Path.ChangeExtension(assembly, ".runtimeconfig.json"))
                .Where(path => File.Exists(path) && new FileInfo(path).Length <= LargestHashed)
                .Order(StringComparer.Ordinal)
                .Select(path => new MaskFile(folder, Path.GetFileName(path))),
        ];
    }
}
