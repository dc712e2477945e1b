using System.Collections.Concurrent;

namespace MaskSharp.Generators.Analyzers.Operations;

/// <summary>Splits identifiers and labels into lower-case words, so that "previous" is not taken for IoU nor "indices" for Dice. Of other languages the words of the field come in English.</summary>
internal static class Words
{
    private const int CacheLimit = 20_000;

    private static readonly ConcurrentDictionary<string, string[]> _cache = new(StringComparer.Ordinal);

    /// <summary>"valIoU_mean" is val, iou, mean; "F1Score" is f1, score; "HD95" is hd95.</summary>
    public static string[] Of(string text)
    {
        if (_cache.TryGetValue(text, out var known))
            return known;
        var words = Split(text);
        if (_cache.Count < CacheLimit)
            _cache[text] = words;
        return words;
    }

    public static bool Any(string text, Func<string, bool> isMatch)
    {
        foreach (var word in Of(text))
        {
            if (isMatch(word))
                return true;
        }

        return false;
    }

    private static string[] Split(string text)
    {
        // The usual spelling of IoU has a capital in mid-word.
        text = text.Replace("IoU", "Iou");
        var words = new List<string>();
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsLetterOrDigit(text[i]) && !StartsWord(text, i, start))
                continue;
            if (i > start)
                words.Add(Translations.ToEnglish(text.Substring(start, i - start).ToLowerInvariant()));
            start = i < text.Length && char.IsLetterOrDigit(text[i]) ? i : i + 1;
        }

        return [.. words];
    }

    private static bool StartsWord(string text, int i, int start)
    {
        if (i == start || !char.IsUpper(text[i]))
            return false;

        // An upper-case letter starts a word after a lower-case one or a digit, or before a lower-case one (the F in "TPFraction").
        return !char.IsUpper(text[i - 1]) || (i + 1 < text.Length && char.IsLower(text[i + 1]));
    }
}
