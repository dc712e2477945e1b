using MaskSharp.Evaluator.Formats;

namespace MaskSharp.Evaluator.Pairing;

/// <summary>The image files of a folder and its subfolders, in an order that does not depend on the machine.</summary>
internal static class MaskFolder
{
    private static readonly EnumerationOptions _options = new()
    {
        RecurseSubdirectories = true,
        // A link to a folder above itself would never end.
        MaxRecursionDepth = 64,
        IgnoreInaccessible = false,
        // Hidden files are what systems leave behind, such as ".DS_Store" and "._x.png".
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
    };

    /// <summary>Lists the images; files of other kinds, such as a README, are passed over.</summary>
    /// <exception cref="IOException">The folder can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be read.</exception>
    public static IReadOnlyList<MaskFile> List(string folder)
    {
        var root = Path.GetFullPath(folder);
        var files = new List<MaskFile>();
        foreach (var path in Directory.EnumerateFiles(root, "*", _options))
        {
            if (MaskFormats.ImageExtension(path) is not { } extension) continue;
            var relative = Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');
            files.Add(new MaskFile(root, relative, extension.Length));
        }
        files.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        return files;
    }
}
