using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using MaskSharp.Evaluator.Commands;
using MaskSharp.Evaluator.Evaluation;
using MaskSharp.Evaluator.Findings;

namespace MaskSharp.Evaluator.Reports;

/// <summary>The report for code scanning: every finding at its file, SARIF 2.1.0 (OASIS 2020).</summary>
internal static partial class SarifReport
{
    public static byte[] Write(Report report) => JsonText.Of(json =>
    {
        json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        WriteTool(json, report);
        WriteResults(json, report);
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartObject("automationDetails");
        json.WriteString("id", $"masksharp/{Uri.EscapeDataString(report.Options.Gate)}");
        json.WriteEndObject();
        WriteNames(json, report.Options.Settings.Names);
        json.WriteEndObject();
        json.WriteEndArray();
    });

    private static void WriteNames(Utf8JsonWriter json, ClassNames names)
    {
        if (!names.AreGiven) return;
        json.WriteStartObject("properties");
        JsonReport.Texts(json, "classNames", names.All);
        json.WriteEndObject();
    }

    private static List<string> Rules(Report report) => [.. report.Findings.Select(finding => finding.Code).Distinct().Order(StringComparer.Ordinal)];

    private static void WriteTool(Utf8JsonWriter json, Report report)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "masksharp");
        json.WriteString("version", ProgramVersion.Text);
        json.WriteStartArray("rules");
        foreach (var code in Rules(report))
        {
            json.WriteStartObject();
            json.WriteString("id", code);
            json.WriteStartObject("shortDescription");
            json.WriteString("text", Codes.Title(code));
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResults(Utf8JsonWriter json, Report report)
    {
        var rules = Rules(report);
        json.WriteStartArray("results");
        foreach (var finding in report.Findings)
        {
            json.WriteStartObject();
            json.WriteString("ruleId", finding.Code);
            json.WriteNumber("ruleIndex", rules.IndexOf(finding.Code));
            json.WriteString("level", finding.Severity == Severity.Error ? "error" : "warning");
            json.WriteStartObject("message");
            json.WriteString("text", finding.Message);
            json.WriteEndObject();
            WriteLocation(json, finding, report.Options);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    // A bound has no file of its own: it stands where the gate is declared, or else for the predictions' folder.
    private static void WriteLocation(Utf8JsonWriter json, Finding finding, EvaluateOptions options)
    {
        var origin = OriginForm().Match(options.Origin ?? "");
        var file = finding.File ?? (origin.Success ? origin.Groups["file"].Value : options.Predictions);
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", UriOf(file));
        json.WriteEndObject();
        if (finding.File is null && origin.Groups["line"].Success)
        {
            json.WriteStartObject("region");
            json.WriteNumber("startLine", int.Parse(origin.Groups["line"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    // Code scanning shows files of the repository by their path from its root, where such programs are run.
    private static string UriOf(string path)
    {
        var full = Path.GetFullPath(path);
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, full);
        return Path.IsPathRooted(relative) || relative.StartsWith("..", StringComparison.Ordinal)
            ? new Uri(full).AbsoluteUri
            : string.Join('/', relative.Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString));
    }

    [GeneratedRegex(@"^(?<file>.+?)(\((?<line>[1-9]\d{0,8})\))?$", RegexOptions.Singleline)]
    private static partial Regex OriginForm();
}
