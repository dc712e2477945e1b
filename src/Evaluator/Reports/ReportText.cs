using System.Globalization;
using MaskSharp.Evaluator.Bounds;
using MaskSharp.Evaluator.Findings;

namespace MaskSharp.Evaluator.Reports;

/// <summary>Sentences that several reports share.</summary>
internal static class ReportText
{
    /// <summary>"Passed", "Failed", "Skipped", or "Measured" where no bound was set.</summary>
    public static string Verdict(Report report) =>
        report is { Verdict: Reports.Verdict.Passed, Bounds.Count: 0 } ? "Measured" : report.Verdict.ToString();

    /// <summary>Why the verdict is what it is.</summary>
    public static string Reason(Report report) => report switch
    {
        { Verdict: Reports.Verdict.Skipped } => "There are no predictions yet, so nothing was judged.",
        { Result: null } => "The input could not be used, so nothing was measured.",
        { Bounds.Count: 0 } => "No bound was set, so nothing was judged.",
        _ => string.Join(" ", report.Bounds.Select(Sentence)),
    };

    /// <summary>A score with four decimals; a dash for one that does not exist.</summary>
    public static string Score(double value) => double.IsNaN(value) ? "–" : double.IsInfinity(value) ? "∞" : value.ToString("0.0000", CultureInfo.InvariantCulture);

    /// <summary>A bound's limit with as many decimals as it needs.</summary>
    public static string Limit(Bound bound) => bound.Limit.ToString("0.0000##", CultureInfo.InvariantCulture);

    /// <summary>The code of a bound that is not met.</summary>
    public static string CodeOf(BoundResult bound) => double.IsNaN(bound.Value) ? Codes.UndefinedScore : bound.Bound.Code;

    /// <summary>The findings that no bound stands for already.</summary>
    public static IReadOnlyList<Finding> OtherFindings(Report report) =>
        [.. report.Findings.Where(finding => !report.Bounds.Any(bound => !bound.Passed && CodeOf(bound) == finding.Code))];

    private static string Sentence(BoundResult bound)
    {
        var figure = bound.Bound.Figure;
        var limit = bound.Bound.Limit.ToString(CultureInfo.InvariantCulture);
        var wanted = bound.Bound switch
        {
            { Baseline: { } baseline } => $"the baseline has {Score(baseline)}, and at least {Limit(bound.Bound)} is required",
            { IsMaximum: true } => $"at most {limit} is allowed",
            _ => $"at least {limit} is required",
        };
        return $"{char.ToUpperInvariant(figure[0])}{figure[1..]} is {Score(bound.Value)}; {wanted}.";
    }
}
