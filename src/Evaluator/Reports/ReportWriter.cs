namespace MaskSharp.Evaluator.Reports;

/// <summary>Writes the reports that were asked for.</summary>
internal static class ReportWriter
{
    /// <summary>Writes all of them, whole, or none.</summary>
    /// <exception cref="Commands.OutputException">A report can't be written where it should be.</exception>
    public static void Write(Report report)
    {
        var files = report.Options.Reports.Select(file => ("the report", file.Path, (Action<Stream>)(stream => Write(report, file.Format, stream)))).ToList();
        try
        {
            AtomicFile.WriteAll(files);
        }
        catch (Commands.OutputException e) when (files.Count > 1)
        {
            throw new Commands.OutputException($"{e.Message}; none of the reports was written, and those of the last run are as they were");
        }
    }

    /// <summary>Replaces reports of earlier runs, so that none of them goes on saying "passed"; in a folder without any, none is made, unless its file was asked for.</summary>
    public static void Replace(Report report)
    {
        if (report.Options.Reports.Any(file => file.IsNamed || File.Exists(file.Path))) Write(report);
    }

    private static void Write(Report report, ReportFormat format, Stream file)
    {
        switch (format)
        {
            case ReportFormat.Json:
                JsonReport.Write(report, file);
                break;
            case ReportFormat.Html:
                HtmlReport.Write(report, file);
                break;
            case ReportFormat.Markdown:
                file.Write(MarkdownReport.Write(report));
                break;
            case ReportFormat.JUnit:
                file.Write(JUnitReport.Write(report));
                break;
            default:
                file.Write(SarifReport.Write(report));
                break;
        }
    }
}
