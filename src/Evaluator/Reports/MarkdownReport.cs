using System.Globalization;
using System.Text;
using MaskSharp.Evaluator.Bounds;
using MaskSharp.Evaluator.Commands;
using MaskSharp.Evaluator.Evaluation;

namespace MaskSharp.Evaluator.Reports;

/// <summary>The report for pull requests and job summaries, in GitHub's Markdown.</summary>
internal static class MarkdownReport
{
    private const int WorstShown = 10;
    private const int FindingsShown = 20;

    public static byte[] Write(Report report)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"## {Mark(report.Verdict)} {Escape(report.Options.Gate)}: {ReportText.Verdict(report).ToLowerInvariant()}\n\n{Escape(ReportText.Reason(report))}\n");
        Bounds(text, report.Bounds);
        Findings(text, report);
        if (report.Result is { } result)
        {
            Summary(text, result);
            Classes(text, result, report.Options.Settings.Names);
            Worst(text, result);
            foreach (var note in result.Notes) text.Append(CultureInfo.InvariantCulture, $"\n> {Escape(note)}\n");
        }
        text.Append(CultureInfo.InvariantCulture, $"\n<sub>masksharp {ProgramVersion.Text}</sub>\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Mark(Verdict verdict) => verdict switch { Verdict.Passed => "✅", Verdict.Failed => "❌", _ => "⏳" };

    private static void Bounds(StringBuilder text, IReadOnlyList<BoundResult> bounds)
    {
        if (bounds.Count == 0) return;
        Table(text, "bound", "value", "limit", "verdict");
        foreach (var bound in bounds)
            Row(text, Escape(bound.Bound.Figure), ReportText.Score(bound.Value), $"{bound.Bound.Sign} {ReportText.Limit(bound.Bound)}", bound.Passed ? "met" : $"**not met** ({ReportText.CodeOf(bound)})");
    }

    private static void Findings(StringBuilder text, Report report)
    {
        var findings = ReportText.OtherFindings(report);
        if (findings.Count == 0) return;
        text.Append("\n### Findings\n");
        foreach (var finding in findings.Take(FindingsShown))
        {
            text.Append(CultureInfo.InvariantCulture, $"- **{finding.Code}** {Escape(finding.Message)}");
            if (finding.File is { } file) text.Append(CultureInfo.InvariantCulture, $" (`{file.Replace("`", "'", StringComparison.Ordinal)}`)");
            text.Append('\n');
        }
        if (findings.Count > FindingsShown) text.Append(CultureInfo.InvariantCulture, $"- and {findings.Count - FindingsShown} more\n");
    }

    private static void Summary(StringBuilder text, EvaluationResult result)
    {
        Table(text, "", "mean", "95 % interval", "pooled", "median", "5th percentile", "worst");
        foreach (var (metric, score) in result.Summaries)
        {
            Row(
                text, MetricName.Of(metric), ReportText.Score(score.Mean), $"{ReportText.Score(score.Interval.From)} to {ReportText.Score(score.Interval.To)}",
                ReportText.Score(score.Pooled), ReportText.Score(score.Median), ReportText.Score(score.P05), ReportText.Score(score.Min));
        }
        text.Append(CultureInfo.InvariantCulture, $"\n{result.Cases.Count} cases. Pixel accuracy {ReportText.Score(result.PixelAccuracy)}; an empty mask would score {ReportText.Score(result.EmptyMaskAccuracy)}.\n");
    }

    private static void Classes(StringBuilder text, EvaluationResult result, ClassNames names)
    {
        if (result.Classes.Count < 2 && !names.AreGiven) return;
        Table(text, "class", "mean Dice", "pooled Dice", "mean IoU", "precision", "recall", "cases with it");
        foreach (var item in result.Classes.Where(item => item.TruePixels + item.PredictedPixels > 0))
        {
            Row(
                text, Escape(names.Label(item.Index)), ReportText.Score(item.MeanDice), ReportText.Score(item.PooledDice), ReportText.Score(item.MeanIoU),
                ReportText.Score(item.Precision), ReportText.Score(item.Recall), item.CasesWithClass.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static void Worst(StringBuilder text, EvaluationResult result)
    {
        text.Append("\n<details><summary>Worst cases</summary>\n");
        Table(text, "case", "Dice", "IoU", "missed", "invented");
        foreach (var i in result.WorstFirst().Take(WorstShown))
        {
            var item = result.Cases[i];
            Row(
                text, Escape(item.Id), ReportText.Score(item.Dice), ReportText.Score(item.IoU),
                item.Missed.ToString(CultureInfo.InvariantCulture), item.Invented.ToString(CultureInfo.InvariantCulture));
        }
        text.Append("\n</details>\n");
    }

    private static void Table(StringBuilder text, params string[] heads)
    {
        text.Append("\n| ").AppendJoin(" | ", heads).Append(" |\n|").Append(string.Concat(heads.Select((_, i) => i == 0 ? "---|" : "--:|"))).Append('\n');
    }

    private static void Row(StringBuilder text, params string[] cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    // Names of files and gates are text, not markup.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsControl(c)) escaped.Append(' ');
            else if (@"\`*_[]<>|#".Contains(c, StringComparison.Ordinal)) escaped.Append('\\').Append(c);
            else escaped.Append(c);
        }
        return escaped.ToString();
    }
}
