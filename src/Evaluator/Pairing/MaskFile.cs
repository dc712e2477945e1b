namespace MaskSharp.Evaluator.Pairing;

/// <summary>A file below a folder, such as an image in a folder of masks. Its texts are made when they are asked for: there are two files a case, and one folder for all.</summary>
/// <param name="Folder">Full path of the folder; empty where <paramref name="Name"/> is a full path.</param>
/// <param name="Name">Path below the folder, with "/" between folders.</param>
/// <param name="ExtensionLength">How long the extension is that is no part of the case's name.</param>
internal sealed record MaskFile(string Folder, string Name, int ExtensionLength = 0)
{
    // What data sets and tools append to a case's name for its mask: LGG, ISIC, BIDS, and predictions.
    private static readonly string[] _suffixes = ["_mask", "_segmentation", "_seg", "_label", "_pred"];

    /// <summary>A file that is not looked for below a folder.</summary>
    public static MaskFile At(string path) => new("", path);

    /// <summary>Full path, as the system writes it.</summary>
    public string Path => System.IO.Path.Join(Folder, Name.Replace('/', System.IO.Path.DirectorySeparatorChar));

    /// <summary>The name without the extension.</summary>
    public string Stem => Name[..^ExtensionLength];

    /// <summary>The case's name: the stem without one of the known endings.</summary>
    public string Key => Name[..KeyLength];

    /// <summary>Whether the name ends as a mask's does, so that the file is no picture.</summary>
    public bool IsNamedAsMask => KeyLength < Name.Length - ExtensionLength;

    private int KeyLength
    {
        get
        {
            var stem = Name.AsSpan(0, Name.Length - ExtensionLength);
            foreach (var suffix in _suffixes)
            {
                if (!stem.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)) continue;
                var key = stem[..^suffix.Length];
                // A file named only "_mask" has no case's name before it.
                return key.IsEmpty || key[^1] == '/' ? stem.Length : key.Length;
            }
            return stem.Length;
        }
    }
}
