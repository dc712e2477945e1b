namespace MaskSharp.Evaluator.Reports;

/// <summary>The kinds of report.</summary>
internal enum ReportFormat
{
    Json,
    Html,
}
