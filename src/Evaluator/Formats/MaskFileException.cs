namespace MaskSharp.Evaluator.Formats;

/// <summary>A mask file that can't be used: damaged, of an unknown format, too large, or lossy.</summary>
/// <param name="code">The diagnostic, such as MASK2104.</param>
/// <param name="message">What is wrong with the file and what to do, without its name.</param>
internal sealed class MaskFileException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;

    public static MaskFileException Unreadable(string message) => new(Findings.Codes.UnreadableFile, message);
}
