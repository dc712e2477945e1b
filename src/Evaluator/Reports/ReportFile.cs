namespace MaskSharp.Evaluator.Reports;

/// <summary>A report to write.</summary>
/// <param name="Format">Its kind.</param>
/// <param name="Path">Full path.</param>
internal sealed record ReportFile(ReportFormat Format, string Path)
{
    /// <summary>The file was asked for by its own path, and not as one of a folder's.</summary>
    public bool IsNamed { get; init; }

    public static ReportFile InFolder(string folder, ReportFormat format) =>
        new(format, System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, "report." + Extension(format))));

    private static string Extension(ReportFormat format) => format switch
    {
        ReportFormat.Json => "json",
        ReportFormat.Html => "html",
        ReportFormat.Markdown => "md",
        ReportFormat.JUnit => "junit.xml",
        _ => "sarif",
    };
}
