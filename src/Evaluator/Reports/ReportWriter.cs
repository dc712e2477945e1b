namespace MaskSharp.Evaluator.Reports;

/// <summary>Writes the reports that were asked for.</summary>
internal static class ReportWriter
{
    /// <summary>Writes all of them, each whole or not at all.</summary>
    /// <exception cref="Commands.UsageException">A report can't be written where it should be.</exception>
    public static void Write(Report report)
    {
        foreach (var file in report.Options.Reports)
        {
            var content = file.Format switch
            {
                ReportFormat.Json => JsonReport.Write(report),
                ReportFormat.Html => HtmlReport.Write(report),
                ReportFormat.Markdown => MarkdownReport.Write(report),
                ReportFormat.JUnit => JUnitReport.Write(report),
                _ => SarifReport.Write(report),
            };
            try
            {
                AtomicFile.Write(file.Path, content);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new Commands.UsageException($"the report {file.Path} can't be written; is its folder a file, full, or write-protected?");
            }
        }
    }

    /// <summary>Replaces reports of earlier runs, so that none of them goes on saying "passed"; where there is none, none is made.</summary>
    public static void Replace(Report report)
    {
        if (report.Options.Reports.Any(file => File.Exists(file.Path))) Write(report);
    }
}
