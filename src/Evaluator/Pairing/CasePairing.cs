using System.Globalization;
using System.Text;
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
        var (onlyPredicted, onlyActual) = (new List<int>(), new List<int>());
        for (int p = 0, t = 0; p < predicted.Files.Count || t < actual.Files.Count;)
        {
            var order = p == predicted.Files.Count ? 1 : t == actual.Files.Count ? -1 : string.CompareOrdinal(predicted.Names[p], actual.Names[t]);
            if (order == 0) pairs.Add(new CasePair(actual.Names[t], predicted.Files[p], actual.Files[t]));
            else if (order > 0) onlyActual.Add(t);
            else onlyPredicted.Add(p);
            if (order <= 0) p++;
            if (order >= 0) t++;
        }
        if (onlyPredicted.Count + onlyActual.Count > 0)
        {
            AddUnmatched(actual, onlyActual, predicted, onlyPredicted, "ground truth", "prediction", findings);
            AddUnmatched(predicted, onlyPredicted, actual, onlyActual, "prediction", "ground truth", findings);
        }
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

    private static void AddUnmatched(CaseFiles files, List<int> unmatched, CaseFiles others, List<int> unmatchedOthers, string has, string lacks, List<Finding> findings)
    {
        var alike = unmatchedOthers.Select(i => others.Names[i]).ToLookup(Folded, StringComparer.Ordinal);
        foreach (var i in unmatched)
        {
            var near = alike[Folded(files.Names[i])].FirstOrDefault();
            var hint = near is null ? "" : $"; the {lacks} '{near}' differs only in capitals or accents, which count, and so does how an accent is written (Unicode NFC or NFD)";
            findings.Add(Finding.Error(
                Codes.UnmatchedCase,
                $"case '{files.Names[i]}' has a {has} but no {lacks}: files belong together by the same path without extension, also with _mask, _segmentation, _seg, _label or _pred{hint}",
                files.Files[i].Path));
        }
    }

    // Systems that keep names differently change capitals, and how accents are written, when files are copied. Any letter with an accent,
    // be it one character or a letter with a mark after it, stands for all: the program carries no tables of them.
    private static string Folded(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            var category = char.GetUnicodeCategory(c);
            if (category is UnicodeCategory.NonSpacingMark) folded.Length = Math.Max(0, folded.Length - 1);
            folded.Append(category is UnicodeCategory.NonSpacingMark || (char.IsLetter(c) && !char.IsAscii(c)) ? '?' : char.ToUpperInvariant(c));
        }
        return folded.ToString();
    }
}
