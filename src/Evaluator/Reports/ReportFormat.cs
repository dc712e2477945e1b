namespace MaskSharp.Evaluator.Reports;

/// <summary>The kinds of report.</summary>
internal enum ReportFormat
{
    /// <summary>For programs, and for merging and comparing.</summary>
    Json,

    /// <summary>For people: one page.</summary>
    Html,

    /// <summary>For pull requests and job summaries.</summary>
    Markdown,

    /// <summary>For the test tab of CI systems.</summary>
    JUnit,

    /// <summary>For code scanning: findings at their files, SARIF 2.1.0.</summary>
    Sarif,
}
