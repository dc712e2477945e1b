using System.Globalization;
using System.Text;
using MaskSharp.Evaluator.Bounds;
using MaskSharp.Evaluator.Commands;
using MaskSharp.Evaluator.Findings;
using MaskSharp.Evaluator.Reports.Html;
using Page = MaskSharp.Evaluator.Reports.Html.Html;

namespace MaskSharp.Evaluator.Reports;

/// <summary>The report for people: one page that needs nothing beside itself, the verdict first.</summary>
internal static class HtmlReport
{
    public static void Write(Report report, Stream file)
    {
        using var writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        var page = new StringBuilder();

        // Piece by piece: a page of many cases need not be in memory as a whole.
        void HandOn()
        {
            writer.Write(page);
            page.Clear();
        }

        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
        page.Append(CultureInfo.InvariantCulture, $"<title>{Page.Escape(report.Options.Gate)}: {ReportText.Verdict(report).ToLowerInvariant()}</title>\n<style>\n{HtmlStyle.Css}\n</style>\n</head>\n<body>\n<main>\n");
        page.Append(Verdict(report));
        page.Append(Bounds(report.Bounds));
        page.Append(Findings(report));
        if (report.Result is { } result)
        {
            page.Append(HtmlSections.Tiles(result));
            page.Append(HtmlSections.Accuracy(result));
            page.Append(HtmlSections.Distribution(result, report.Bounds));
            page.Append(OverlayGallery.Draw(result, report.Options.Settings));
            page.Append(HtmlSections.Classes(result, report.Options.Settings.Names));
            HandOn();
            CaseTable.Draw(page, result, report.Bounds, HandOn);
        }
        page.Append(Settings(report));
        page.Append(CultureInfo.InvariantCulture, $"</main>\n<script>\n{HtmlScript.Text}\n</script>\n</body>\n</html>\n");
        HandOn();
    }

    private static string Verdict(Report report)
    {
        var word = ReportText.Verdict(report);
        return $"<h1>Segmentation gate “{Page.Escape(report.Options.Gate)}”</h1>\n"
            + $"<div class=\"verdict {word.ToLowerInvariant()}\"><strong>{word}</strong>{Page.Escape(ReportText.Reason(report))}</div>\n";
    }

    private static string Bounds(IReadOnlyList<BoundResult> bounds) => bounds.Count == 0 ? "" : Page.Table(
        ["bound", "value", "limit", "verdict"],
        bounds.Select(bound => (IEnumerable<string>)
        [
            Page.Escape(bound.Bound.Figure), Page.Score(bound.Value), $"{bound.Bound.Sign} {ReportText.Limit(bound.Bound)}",
            bound.Passed ? "<span class=\"ok\">met</span>" : $"<span class=\"no\">not met</span> ({ReportText.CodeOf(bound)})",
        ]));

    private static string Findings(Report report)
    {
        // A missed bound stands in the table of bounds already.
        var findings = ReportText.OtherFindings(report);
        if (findings.Count == 0) return "";
        const int Shown = 100;
        var list = new StringBuilder("<h2>Findings</h2>\n<ul>\n");
        foreach (var finding in findings.Take(Shown))
        {
            list.Append(CultureInfo.InvariantCulture, $"<li><b>{finding.Code}</b> {Page.Escape(finding.Message)}");
            if (finding.File is { } file) list.Append(CultureInfo.InvariantCulture, $"<br/><code>{Page.Escape(file)}</code>");
            list.Append("</li>\n");
        }
        if (findings.Count > Shown) list.Append(CultureInfo.InvariantCulture, $"<li>and {findings.Count - Shown} more, in the JSON report</li>\n");
        return list.Append("</ul>\n").ToString();
    }

    private static string Settings(Report report)
    {
        var options = report.Options;
        var settings = options.Settings;
        var list = new StringBuilder("<h2>How it was measured</h2>\n<ul>\n");
        void Item(string text) => list.Append("<li>").Append(text).Append("</li>\n");

        Item($"Predictions: <code>{Page.Escape(options.Predictions)}</code>");
        Item($"Ground truth: <code>{Page.Escape(options.GroundTruth)}</code>");
        Item(settings.HasLabels
            ? string.Create(CultureInfo.InvariantCulture, $"Values are class indices, {settings.Classes} classes; the background (class 0) {(settings.IncludeBackground ? "takes part in" : "is left out of")} means and pooled scores.")
            : "Ground truth is binary: zero is background, any other value is foreground.");
        if (settings.Class.IsAny) Item("All nonzero labels count as one class.");
        if (settings.Class.Index is { } index) Item($"Only class {Page.Escape(settings.Names.Label(index))} is scored.");
        if (settings.Ignore is { } ignore) Item(string.Create(CultureInfo.InvariantCulture, $"Pixels whose true value is {ignore} count nowhere."));
        Item(settings.Empty switch
        {
            EmptyMask.One => "A class that is neither there nor predicted scores 1 in its case.",
            EmptyMask.Zero => "A class that is neither there nor predicted scores 0 in its case.",
            _ => "A class that is neither there nor predicted is left out of its case.",
        });
        foreach (var note in report.Result?.Notes ?? []) Item(Page.Escape(char.ToUpperInvariant(note[0]) + note[1..]) + ".");
        Item("Dice = 2TP / (2TP + FP + FN), IoU = TP / (TP + FP + FN), pixel accuracy = right pixels / all pixels.");
        if (settings.Surfaces)
            Item(string.Create(CultureInfo.InvariantCulture, $"Surfaces are the boundary pixels of a mask; those within {settings.Tolerance} of the other surface agree. Distances are in millimetres where the files state a spacing, else in pixels; infinite where one mask is empty and the other is not."));
        Item($"Written by masksharp {ProgramVersion.Text}.");
        return list.Append("</ul>\n").ToString();
    }
}
