using System.Globalization;
using MaskSharp.Evaluator.Commands;

namespace MaskSharp.Evaluator.Shards;

/// <summary>
/// One of several parts of a run. Every N-th case belongs to a part, so parts take about equally long even where names sort by size.
/// </summary>
/// <param name="Index">From 0 to <paramref name="Count"/> − 1.</param>
/// <param name="Count">Number of parts.</param>
internal readonly record struct Shard(int Index, int Count)
{
    private const int MostParts = 1_000_000;

    /// <summary>Reads "I/N", or "auto" and "auto/N", which ask the job system's variables.</summary>
    /// <remarks>I runs from 0 to N − 1 or from 1 to N: N is taken for 0, so that under either habit every case is in exactly one part.</remarks>
    /// <exception cref="UsageException">It is neither, or the variables do not say.</exception>
    public static Shard Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var (first, second) = slash < 0 ? (text, null) : (text[..slash], text[(slash + 1)..]);
        if (string.Equals(first, "auto", StringComparison.OrdinalIgnoreCase)) return JobVariables.Find(second is null ? null : Number(second, text, 1, MostParts));
        if (second is null) throw Wrong(text);
        var count = Number(second, text, 1, MostParts);
        return new Shard(Number(first, text, 0, count) % count, count);
    }

    /// <summary>Reads the option <c>--shard</c>; null where it is not given.</summary>
    /// <exception cref="UsageException">It names no part.</exception>
    public static Shard? Of(Arguments arguments) => arguments.Text("--shard") is { } text ? Parse(text) : null;

    /// <summary>What belongs to the part, of the whole list.</summary>
    public IReadOnlyList<T> PartOf<T>(IReadOnlyList<T> all)
    {
        var (index, count) = this;
        return [.. all.Where((_, place) => place % count == index)];
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}/{Count}");

    private static int Number(string digits, string text, int least, int most) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : throw Wrong(text);

    private static UsageException Wrong(string text) =>
        new($"--shard is '{text}'; it may be I/N, such as 0/4 to 3/4 (or 1/4 to 4/4), or auto, or auto/N");
}
