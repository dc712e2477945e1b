using MaskSharp.Evaluator.Reports;

namespace MaskSharp.Evaluator.Commands;

/// <summary>Files that a command was asked to write.</summary>
internal static class OutputFile
{
    /// <summary>Writes a file whole or not at all; one that holds this content already is left alone.</summary>
    /// <param name="what">What it is, for the message.</param>
    /// <param name="path">Full path.</param>
    /// <param name="content">Its content.</param>
    /// <exception cref="UsageException">It can't be written.</exception>
    public static void Write(string what, string path, byte[] content)
    {
        try
        {
            AtomicFile.WriteIfChanged(path, content);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"the {what} {path} can't be written; is its folder a file, full, or write-protected?");
        }
    }
}
