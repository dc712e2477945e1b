using System.Text.RegularExpressions;

namespace BrainTumor.Slices;

/// <summary>
/// Finds and reads slices with their masks below a folder. Two layouts, also nested: <c>X.tif</c> beside <c>X_mask.tif</c>
/// (the LGG set), and <c>images/X.*</c> with <c>masks/X.*</c> or <c>masks/X_mask.*</c>.
/// </summary>
internal static partial class SliceFolder
{
    public static IReadOnlyList<Slice> Read(string folder)
    {
        if (!Directory.Exists(folder))
            throw new InputException($"The data folder {folder} does not exist.");
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(PictureFile.IsPicture).Select(f => Path.GetRelativePath(folder, f)).Order(StringComparer.Ordinal).ToList();
        var pairs = Pair(files);
        if (pairs.Count == 0)
        {
            throw new InputException(
                $"No masks below {folder}: expected X_mask.tif beside X.tif, or a folder masks beside a folder images (PNG or TIFF).");
        }

        var twice = pairs.GroupBy(p => Key(p.Image)).FirstOrDefault(g => g.Count() > 1);
        if (twice is not null)
            throw new InputException($"Two slices are named {twice.Key}: {string.Join(" and ", twice.Select(p => p.Image))}. Names must differ.");
        return [.. pairs.Select(p => Read(Path.Combine(folder, p.Image), Path.Combine(folder, p.Mask)))];
    }

    /// <summary>The patient's part of a slice's name: all but the slice number at its end, as in TCGA_CS_4941_19960909_15.</summary>
    public static string PatientOf(string id) => SliceNumber().Replace(id, "");

    /// <summary>Pairs images with masks by their paths relative to the data folder.</summary>
    public static IReadOnlyList<(string Image, string Mask)> Pair(IReadOnlyList<string> files)
    {
        var maskOf = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var mask in files.Where(IsMask))
        {
            if (!maskOf.TryAdd(ImagePath(mask), mask))
                throw new InputException($"Two masks for one slice: {maskOf[ImagePath(mask)]} and {mask}. Remove one.");
        }

        // Folders without any mask hold something else, such as predictions.
        var folders = maskOf.Keys.Select(Path.GetDirectoryName).ToHashSet();
        var images = files.Where(f => !IsMask(f) && folders.Contains(Path.GetDirectoryName(f))).ToList();
        var pairs = new List<(string, string)>();
        foreach (var image in images)
        {
            if (!maskOf.Remove(WithoutExtension(image), out var mask))
                throw new InputException($"{image} has no mask: expected {Key(image)}_mask beside it, or {Key(image)} in a folder masks.");
            pairs.Add((image, mask));
        }

        return maskOf.Count == 0 ? pairs : throw new InputException($"{maskOf.First().Value} has no image: expected {maskOf.First().Key}.png or .tif.");
    }

    private static Slice Read(string imagePath, string maskPath)
    {
        var image = PictureFile.Read(imagePath);
        var mask = PictureFile.Read(maskPath);
        if ((mask.Width, mask.Height) != (image.Width, image.Height))
            throw new InputException($"{maskPath} is {mask.Width}×{mask.Height}, its image {image.Width}×{image.Height}: they must be equal.");
        var gray = mask.ToGray();
        var values = gray.Distinct().Where(v => v != 0).Order().ToList();
        if (values.Count > 1)
            throw new InputException($"{maskPath} holds the values 0, {string.Join(", ", values.Take(4))}…; a binary mask holds 0 and one other.");
        return new Slice(Key(imagePath), PatientOf(Key(imagePath)), image, [.. gray.Select(v => (byte)(v == 0 ? 0 : 1))]);
    }

    private static bool IsMask(string path) => Key(path).EndsWith("_mask", StringComparison.Ordinal) || Segments(path).Contains("masks");

    /// <summary>Where a mask's image is, without extension.</summary>
    private static string ImagePath(string mask)
    {
        var path = WithoutExtension(mask);
        if (path.EndsWith("_mask", StringComparison.Ordinal))
            path = path[..^"_mask".Length];
        var segments = Segments(path);
        var last = Array.LastIndexOf(segments, "masks");
        if (last >= 0)
            segments[last] = "images";
        return string.Join(Path.DirectorySeparatorChar, segments);
    }

    private static string[] Segments(string path) => path.Split(Path.DirectorySeparatorChar);

    private static string Key(string path) => Path.GetFileNameWithoutExtension(path);

    private static string WithoutExtension(string path) => Path.ChangeExtension(path, null);

    [GeneratedRegex(@"[_-]\d+$")]
    private static partial Regex SliceNumber();
}
