using MaskSharp.Evaluator.Pairing;

namespace MaskSharp.Evaluator.Commands;

/// <summary>Folders that a command was given.</summary>
internal static class Folders
{
    /// <summary>The images below a folder.</summary>
    /// <exception cref="UsageException">The folder, or one below it, can't be read.</exception>
    public static IReadOnlyList<MaskFile> List(string folder)
    {
        try
        {
            return MaskFolder.List(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"the folder {folder} can't be read");
        }
    }
}
