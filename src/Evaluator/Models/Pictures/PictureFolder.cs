using MaskSharp.Evaluator.Commands;
using MaskSharp.Evaluator.Pairing;

namespace MaskSharp.Evaluator.Models.Pictures;

/// <summary>The images of a folder, in which masks may lie beside them, as in the LGG data set (x.tif, x_mask.tif).</summary>
internal static class PictureFolder
{
    /// <summary>Lists the images, without the masks that lie beside them.</summary>
    /// <exception cref="UsageException">The folder can't be read.</exception>
    public static IReadOnlyList<MaskFile> List(string folder)
    {
        var files = Folders.List(folder);
        var pictures = files.Where(file => !file.IsNamedAsMask).Select(file => file.Key).ToHashSet(StringComparer.Ordinal);
        return [.. files.Where(file => !file.IsNamedAsMask || !pictures.Contains(file.Key))];
    }
}
