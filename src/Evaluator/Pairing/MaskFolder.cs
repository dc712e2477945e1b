using MaskSharp.Evaluator.Formats;

namespace MaskSharp.Evaluator.Pairing;

/// <summary>The image files of a folder and its subfolders, in an order that does not depend on the machine.</summary>
internal static class MaskFolder
{
    // Hidden files are what systems leave behind, such as ".DS_Store" and "._x.png".
    private const FileAttributes LeftBehind = FileAttributes.Hidden | FileAttributes.System;

    /// <summary>Lists the images; files of other kinds, such as a README, are passed over.</summary>
    /// <exception cref="IOException">The folder can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be read.</exception>
    public static IReadOnlyList<MaskFile> List(string folder)
    {
        var root = Path.GetFullPath(folder);
        var files = new List<MaskFile>();
        foreach (var path in FolderWalk.Files(root, LeftBehind))
        {
            if (MaskFormats.ImageExtension(path) is not { } extension) continue;
            var relative = Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');
            files.Add(new MaskFile(root, relative, extension.Length));
        }
        files.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        return files;
    }
}
