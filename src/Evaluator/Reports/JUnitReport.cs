using System.Globalization;
using System.Text;
using System.Xml;
using MaskSharp.Evaluator.Bounds;
using MaskSharp.Evaluator.Findings;

namespace MaskSharp.Evaluator.Reports;

/// <summary>The report for the test tab of CI systems: every bound is a test, and so is reading the input.</summary>
internal static class JUnitReport
{
    public static byte[] Write(Report report)
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false), CheckCharacters = false }))
        {
            xml.WriteStartElement("testsuites");
            WriteSuite(xml, report);
            xml.WriteEndElement();
        }
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static void WriteSuite(XmlWriter xml, Report report)
    {
        var others = ReportText.OtherFindings(report);
        var errors = others.Where(finding => finding.Severity == Severity.Error).ToList();
        var failures = report.Bounds.Count(bound => !bound.Passed);
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", Clean(report.Options.Gate));
        xml.WriteAttributeString("tests", Text(1 + report.Bounds.Count));
        xml.WriteAttributeString("failures", Text(failures));
        xml.WriteAttributeString("errors", Text(errors.Count > 0 ? 1 : 0));
        xml.WriteAttributeString("skipped", Text(report.Verdict == Verdict.Skipped ? 1 : 0));
        WriteProperties(xml, report);

        WriteCase(xml, report, "input", () =>
        {
            if (report.Verdict == Verdict.Skipped) Problem(xml, "skipped", null, ReportText.Reason(report), null);
            if (errors.Count > 0)
                Problem(xml, "error", errors[0].Code, errors[0].Message, string.Join('\n', errors.Select(finding => $"{finding.File}: {finding.Code}: {finding.Message}")));
        });
        foreach (var bound in report.Bounds)
        {
            WriteCase(xml, report, $"{bound.Bound.Figure} {bound.Bound.Sign} {ReportText.Limit(bound.Bound)}", () =>
            {
                if (!bound.Passed) Problem(xml, "failure", ReportText.CodeOf(bound), BoundCheck.Describe(bound, report.Options, Severity.Error, null).Message, null);
            });
        }
        var warnings = others.Where(finding => finding.Severity == Severity.Warning).ToList();
        if (warnings.Count > 0) xml.WriteElementString("system-err", Clean(string.Join('\n', warnings.Select(finding => $"{finding.Code}: {finding.Message}"))));
        xml.WriteEndElement();
    }

    private static void WriteProperties(XmlWriter xml, Report report)
    {
        if (report.Result is not { } result) return;
        var names = report.Options.Settings.Names;
        xml.WriteStartElement("properties");
        Property(xml, "cases", Text(result.Cases.Count));
        foreach (var (metric, score) in result.Summaries)
        {
            Property(xml, MetricName.Json(metric) + ".mean", score.Mean.ToString("R", CultureInfo.InvariantCulture));
            Property(xml, MetricName.Json(metric) + ".pooled", score.Pooled.ToString("R", CultureInfo.InvariantCulture));
        }
        foreach (var item in result.Classes.Where(item => names[item.Index] is not null && item.TruePixels + item.PredictedPixels > 0))
        {
            Property(xml, $"dice.mean of class {names.Label(item.Index)}", item.MeanDice.ToString("R", CultureInfo.InvariantCulture));
            Property(xml, $"iou.mean of class {names.Label(item.Index)}", item.MeanIoU.ToString("R", CultureInfo.InvariantCulture));
        }
        Property(xml, "pixelAccuracy", result.PixelAccuracy.ToString("R", CultureInfo.InvariantCulture));
        xml.WriteEndElement();
    }

    private static void Property(XmlWriter xml, string name, string value)
    {
        xml.WriteStartElement("property");
        xml.WriteAttributeString("name", Clean(name));
        xml.WriteAttributeString("value", value);
        xml.WriteEndElement();
    }

    private static void WriteCase(XmlWriter xml, Report report, string name, Action content)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", Clean(report.Options.Gate));
        xml.WriteAttributeString("name", Clean(name));
        content();
        xml.WriteEndElement();
    }

    private static void Problem(XmlWriter xml, string element, string? type, string message, string? details)
    {
        xml.WriteStartElement(element);
        if (type is not null) xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("message", Clean(message));
        if (details is not null) xml.WriteString(Clean(details));
        xml.WriteEndElement();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    // Names of files may hold characters that XML has no form for; halves of characters are replaced by the enumeration already.
    private static string Clean(string text) => string.Concat(text.EnumerateRunes().Select(rune => rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? Rune.ReplacementChar : rune));
}
