using MaskSharp.Evaluator.Commands;
using MaskSharp.Evaluator.Pairing;

namespace MaskSharp.Evaluator.CaseSources;

/// <summary>Files that the user's code reads, as the gate names them, to tell whether they have changed.</summary>
internal static class InputFiles
{
    /// <summary>The named files, and all files of the named folders.</summary>
    /// <exception cref="UsageException">One does not exist, or can't be read.</exception>
    public static IReadOnlyList<MaskFile> Of(IReadOnlyList<string> inputs)
    {
        var files = new List<MaskFile>();
        foreach (var input in inputs)
        {
            if (File.Exists(input)) files.Add(MaskFile.At(input));
            else if (Directory.Exists(input)) files.AddRange(Below(input));
            else throw new UsageException($"Inputs (--inputs) names {input}, which does not exist");
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
            throw new UsageException($"the folder {folder} (--inputs) can't be read");
        }
    }
}
