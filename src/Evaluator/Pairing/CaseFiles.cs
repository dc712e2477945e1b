using MaskSharp.Evaluator.Findings;
using MaskSharp.Evaluator.Formats;

namespace MaskSharp.Evaluator.Pairing;

/// <summary>The masks of one folder by case name: one a case, with pictures that lie beside their masks left out.</summary>
internal sealed class CaseFiles
{
    private readonly List<string> _names;
    private readonly List<MaskFile> _files;

    private CaseFiles(int most) => (_names, _files) = (new List<string>(most), new List<MaskFile>(most));

    /// <summary>The cases' names in their order.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Their files.</summary>
    public IReadOnlyList<MaskFile> Files => _files;

    /// <summary>Pictures that were left out because their masks lie beside them, as in the LGG data set (X.tif, X_mask.tif).</summary>
    public int PicturesLeftOut { get; private set; }

    /// <summary>Gives each case its file.</summary>
    /// <param name="files">A folder's images.</param>
    /// <param name="exact">Names that are cases as they stand, endings included, since the other folder has the very same.</param>
    /// <param name="findings">Takes a fault for each case that has several files.</param>
    public static CaseFiles Of(IReadOnlyList<MaskFile> files, IReadOnlySet<string> exact, List<Finding> findings)
    {
        var cases = new CaseFiles(files.Count);
        // Sorted, files of one case are neighbours.
        var names = new string[files.Count];
        for (var i = 0; i < names.Length; i++) names[i] = exact.Count > 0 && exact.Contains(files[i].Stem) ? files[i].Stem : files[i].Key;
        MaskFile[] sorted = [.. files];
        Array.Sort(names, sorted, StringComparer.Ordinal);
        for (int i = 0, next; i < names.Length; i = next)
        {
            next = i + 1;
            while (next < names.Length && names[next] == names[i]) next++;
            if (next == i + 1) cases.Add(names[i], sorted[i]);
            else cases.Add(names[i], [.. sorted[i..next].OrderBy(file => file.Name, StringComparer.Ordinal)], findings);
        }
        return cases;
    }

    /// <summary>Of several files of a name, those that are its masks.</summary>
    public static IReadOnlyList<MaskFile> WithoutPictures(IReadOnlyList<MaskFile> files)
    {
        if (files.Count < 2 || !files.Any(file => file.IsNamedAsMask)) return files;
        return [.. files.Where(file => file.IsNamedAsMask || !IsPicture(file.Path))];
    }

    private void Add(string name, MaskFile file)
    {
        _names.Add(name);
        _files.Add(file);
    }

    private void Add(string name, IReadOnlyList<MaskFile> files, List<Finding> findings)
    {
        var masks = WithoutPictures(files);
        PicturesLeftOut += files.Count - masks.Count;
        if (masks.Count == 1)
        {
            Add(name, masks[0]);
            return;
        }
        findings.Add(Finding.Error(
            Codes.UnmatchedCase,
            $"case '{name}' has {masks.Count} files ({string.Join(", ", masks.Select(mask => Path.GetFileName(mask.Path)))}); leave one of them in the folder",
            masks[1].Path));
    }

    // A file that can't be read as a mask, beside one that is named as its mask, is the picture.
    private static bool IsPicture(string path)
    {
        try
        {
            MaskFormats.Read(path, acceptLossy: false).Dispose();
            return false;
        }
        catch (MaskFileException)
        {
            return true;
        }
    }
}
