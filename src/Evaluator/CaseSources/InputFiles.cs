using MaskSharp.Evaluator.Commands;
using MaskSharp.Evaluator.Pairing;

namespace MaskSharp.Evaluator.CaseSources;

/// <summary>Files that the user's code reads, as the gate names them, to tell whether they have changed.</summary>
internal static class InputFiles
{
    /// <summary>The first that does not exist; null if all do.</summary>
    public static string? Missing(IReadOnlyList<string> inputs) => inputs.FirstOrDefault(input => !Path.Exists(input));

    /// <summary>The named files, and all files of the named folders.</summary>
    /// <exception cref="UsageException">A folder can't be read.</exception>
    public static IReadOnlyList<MaskFile> Of(IReadOnlyList<string> inputs)
    {
        var files = new List<MaskFile>();
        foreach (var input in inputs)
        {
            if (File.Exists(input)) files.Add(MaskFile.At(input));
            else files.AddRange(Below(input));
        }
        return files;
    }

    private static IEnumerable<MaskFile> Below(string folder)
    {
        try
        {
            return [.. FolderWalk.Files(folder, default).Order(StringComparer.Ordinal).Select(path => new MaskFile(folder, Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/')))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"the input {folder} can't be read");
        }
    }
}
