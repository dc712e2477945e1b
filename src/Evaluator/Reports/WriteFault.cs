namespace MaskSharp.Evaluator.Reports;

/// <summary>Says why a file can't be written, in words that name the remedy.</summary>
internal static class WriteFault
{
    // What the system says: errno on Linux and macOS, and the codes of Windows.
    private static readonly int[] _full = [28, unchecked((int)0x80070070), unchecked((int)0x80070027)];
    private static readonly int[] _quota = [122, 69];
    private static readonly int[] _readOnly = [30, unchecked((int)0x80070013)];
    private static readonly int[] _tooLarge = [27, unchecked((int)0x800700DF)];

    /// <summary>Whether an exception is one of writing files.</summary>
    public static bool Is(Exception exception) => exception is IOException or UnauthorizedAccessException;

    /// <summary>Such as "the disk is full".</summary>
    /// <param name="path">The file's full path.</param>
    /// <param name="exception">What writing it threw.</param>
    public static string Why(string path, Exception exception)
    {
        for (var folder = Path.GetDirectoryName(path); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(folder)) return $"{folder} is a file and no folder";
        }
        return exception.HResult switch
        {
            var code when _full.Contains(code) => "the disk is full; make room on it",
            var code when _quota.Contains(code) => "this user's share of the disk is used up; make room in it",
            var code when _readOnly.Contains(code) => "the disk is read-only; name a folder elsewhere",
            var code when _tooLarge.Contains(code) => "files may not be that large here",
            _ when exception is PathTooLongException => "its name or path is longer than this system allows",
            _ when exception is UnauthorizedAccessException => "this user may not write there; name another folder, or change its rights",
            _ when exception is FileNotFoundException or DirectoryNotFoundException => "the system makes no file there; name another folder",
            _ => $"the system says: {exception.Message}",
        };
    }
}
