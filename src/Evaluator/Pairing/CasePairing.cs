using MaskSharp.Evaluator.Findings;

namespace MaskSharp.Evaluator.Pairing;

/// <summary>Which prediction belongs to which ground truth: the same path below the two folders, without extension and known endings.</summary>
internal static class CasePairing
{
    /// <summary>Pairs two folders' files.</summary>
    /// <param name="predictions">Images of the predictions' folder.</param>
    /// <param name="groundTruth">Images of the ground truth's folder.</param>
    /// <param name="findings">Takes MASK2102 for every file that has no partner, and for every case with several files.</param>
    /// <param name="notes">Takes what the report should say about the pairing.</param>
    /// <returns>The cases in the order of their names.</returns>
    public static IReadOnlyList<CasePair> Pair(IReadOnlyList<MaskFile> predictions, IReadOnlyList<MaskFile> groundTruth, List<Finding> findings, List<string> notes)
    {
        var exact = NamesWithTheirOwnEnding(predictions, groundTruth);
        var predicted = CaseFiles.Of(predictions, exact, findings);
        var actual = CaseFiles.Of(groundTruth, exact, findings);
        if (findings.Count > 0) return [];

        if (predicted.PicturesLeftOut + actual.PicturesLeftOut is > 0 and var pictures)
            notes.Add(FormattableString.Invariant($"{pictures} pictures beside their masks were left out"));

        // Both are in the order of their names.
        var pairs = new List<CasePair>(actual.Files.Count);
        var surplus = new List<Finding>();
        for (int p = 0, t = 0; p < predicted.Files.Count || t < actual.Files.Count;)
        {
            var order = p == predicted.Files.Count ? 1 : t == actual.Files.Count ? -1 : string.CompareOrdinal(predicted.Names[p], actual.Names[t]);
            if (order == 0) pairs.Add(new CasePair(actual.Names[t], predicted.Files[p], actual.Files[t]));
            else if (order > 0) findings.Add(Unmatched(actual.Names[t], actual.Files[t], "ground truth", "prediction"));
            else surplus.Add(Unmatched(predicted.Names[p], predicted.Files[p], "prediction", "ground truth"));
            if (order <= 0) p++;
            if (order >= 0) t++;
        }
        findings.AddRange(surplus);
        return pairs;
    }

    // Where both folders have "a" and "a_label", these are two cases, not two files of one.
    private static HashSet<string> NamesWithTheirOwnEnding(IReadOnlyList<MaskFile> predictions, IReadOnlyList<MaskFile> groundTruth)
    {
        if (!predictions.Any(file => file.IsNamedAsMask)) return [];
        var shared = predictions.Select(file => file.Stem).ToHashSet(StringComparer.Ordinal);
        shared.IntersectWith(groundTruth.Select(file => file.Stem));
        return [.. predictions.Where(file => file.IsNamedAsMask && shared.Contains(file.Stem) && shared.Contains(file.Key)).Select(file => file.Stem)];
    }

    private static Finding Unmatched(string name, MaskFile file, string has, string lacks) => Finding.Error(
        Codes.UnmatchedCase,
        $"case '{name}' has a {has} but no {lacks}: files belong together by the same path without extension, also with _mask, _segmentation, _seg, _label or _pred",
        file.Path);
}
