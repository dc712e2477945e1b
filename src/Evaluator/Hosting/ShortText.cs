namespace MaskSharp.Evaluator.Hosting;

/// <summary>Messages of other programs, some of which are pages long, for an error of one line.</summary>
internal static class ShortText
{
    private const int Most = 300;

    /// <summary>The message in one line, cut where it is long.</summary>
    public static string Of(string message)
    {
        var line = string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= Most ? line : line[..Most].TrimEnd() + " …";
    }
}
