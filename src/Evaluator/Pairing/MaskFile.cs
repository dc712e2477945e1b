namespace MaskSharp.Evaluator.Pairing;

/// <summary>An image file in a folder of masks.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Stem">Path below the folder, without extension, with "/" between folders.</param>
internal sealed record MaskFile(string Path, string Stem)
{
    // What data sets and tools append to a case's name for its mask: LGG, ISIC, BIDS, and predictions.
    private static readonly string[] _suffixes = ["_mask", "_segmentation", "_seg", "_label", "_pred"];

    /// <summary>The case's name: the stem without one of the known endings.</summary>
    public string Key { get; } = KeyOf(Stem);

    /// <summary>Whether the name ends as a mask's does, so that the file is no picture.</summary>
    public bool IsNamedAsMask => Key.Length < Stem.Length;

    private static string KeyOf(string stem)
    {
        foreach (var suffix in _suffixes)
        {
            if (!stem.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)) continue;
            var key = stem[..^suffix.Length];
            // A file named only "_mask" has no case's name before it.
            return key.Length == 0 || key.EndsWith('/') ? stem : key;
        }
        return stem;
    }
}
