using System.Text.Json;
using System.Xml.Linq;
using MaskSharp.Evaluator.Tests.Support;

namespace MaskSharp.Evaluator.Tests.Reports;

/// <summary>Markdown, JUnit, SARIF, and the schema of the JSON report.</summary>
public sealed class OtherReportTests : IDisposable
{
    private const string AllFormats = "json;html;markdown;junit;sarif";

    private readonly Gate _gate = new();

    public void Dispose() => _gate.Dispose();

    [Fact]
    public void Every_kind_of_run_writes_json_as_the_schema_says()
    {
        var schema = new JsonSchema(JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "report.schema.json"))).RootElement);
        void Valid() => Assert.Empty(schema.Check(_gate.Report()));

        _gate.Case("a", ["1100"], ["0110"]).Run("--min-dice", "0.9", "--min-iou", "0.1");
        Valid();
        _gate.Run("--class", "any", "--ignore", "255", "--threshold", "0.5", "--empty", "skip", "--severity", "warning");
        Valid();
        _gate.Case("b", ["1"], ["11"]).Run("--min-dice", "0.9");
        Valid();
        Cli.Run("evaluate", "--predictions", _gate["nowhere"], "--ground-truth", _gate.GroundTruth, "--when-missing", "skip", "--json", _gate.Json);
        Valid();
    }

    [Fact]
    public void The_schema_refuses_what_is_no_report()
    {
        var schema = new JsonSchema(JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "report.schema.json"))).RootElement);
        _gate.Case("a", ["1"], ["1"]).Run("--min-dice", "0.9").Clean();
        var text = File.ReadAllText(_gate.Json);
        foreach (var (right, wrong) in new[] { ("\"passed\",", "\"good\","), ("\"tp\": 1", "\"tp\": -1"), ("\"schema\": 1", "\"schema\": 2"), ("\"gate\"", "\"gait\""), ("\"mean\": 1", "\"mean\": \"1\"") })
            Assert.NotEmpty(schema.Check(JsonDocument.Parse(text.Replace(right, wrong, StringComparison.Ordinal)).RootElement));
    }

    [Fact]
    public void All_formats_are_written_beside_each_other()
    {
        _gate.Case("a", ["1"], ["1"]).Run("--min-dice", "0.9", "--formats", AllFormats).Clean();
        Assert.Equal(["report.html", "report.json", "report.junit.xml", "report.md", "report.sarif"], Directory.GetFiles(_gate["out"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        _gate.Run("--min-dice", "0.9", "--formats", "json;pdf").Finding(2, "MASK2106");
        Cli.Run(
            "evaluate", "--predictions", _gate.Predictions, "--ground-truth", _gate.GroundTruth, "--markdown", _gate["x/a.md"], "--junit", _gate["x/a.xml"], "--sarif", _gate["x/a.sarif"]);
        Assert.Equal(3, Directory.GetFiles(_gate["x"]).Length);
    }

    [Fact]
    public void Markdown_says_the_verdict_first_and_takes_names_for_text()
    {
        _gate.Case("a_|<b>*x*", ["1100"], ["0110"]).Run("--min-dice", "0.9", "--formats", "markdown");
        var lines = File.ReadAllLines(_gate["out/report.md"]);
        Assert.Equal("## ❌ g: failed", lines[0]);
        Assert.Contains("| mean Dice | 0.5000 | ≥ 0.9000 | **not met** (MASK2001) |", lines);
        Assert.Contains(lines, line => line.StartsWith(@"| a\_\|\<b\>\*x\* | 0.5000 |", StringComparison.Ordinal));
    }

    [Fact]
    public void Junit_counts_bounds_as_tests()
    {
        _gate.Case("a", ["1100"], ["0110"]).Run("--min-dice", "0.9", "--min-iou", "0.1", "--formats", "junit");
        var suite = XDocument.Load(_gate["out/report.junit.xml"]).Root!.Element("testsuite")!;
        Assert.Equal(("3", "1", "0", "0"), (suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value, suite.Attribute("errors")!.Value, suite.Attribute("skipped")!.Value));
        var failed = Assert.Single(suite.Descendants("failure"));
        Assert.Equal("MASK2001", failed.Attribute("type")!.Value);
        Assert.Equal("mean Dice ≥ 0.9000", failed.Parent!.Attribute("name")!.Value);
    }

    [Fact]
    public void Junit_tells_faults_and_skips()
    {
        _gate.Case("a", ["1"], ["11"]).Run("--min-dice", "0.9", "--formats", "junit");
        var suite = XDocument.Load(_gate["out/report.junit.xml"]).Root!.Element("testsuite")!;
        Assert.Equal("MASK2103", Assert.Single(suite.Descendants("error")).Attribute("type")!.Value);
        Cli.Run("evaluate", "--predictions", _gate["nowhere"], "--ground-truth", _gate.GroundTruth, "--when-missing", "skip", "--junit", _gate["out/report.junit.xml"]);
        Assert.Single(XDocument.Load(_gate["out/report.junit.xml"]).Descendants("skipped"));
    }

    [Fact]
    public void Sarif_puts_findings_at_their_places()
    {
        _gate.Case("a", ["1100"], ["0110"]).Run("--min-dice", "0.9", "--formats", "sarif");
        var run = JsonDocument.Parse(File.ReadAllBytes(_gate["out/report.sarif"])).RootElement.GetProperty("runs")[0];
        var result = Assert.Single(run.GetProperty("results").EnumerateArray());
        Assert.Equal("MASK2001", result.GetProperty("ruleId").GetString());
        Assert.Equal("error", result.GetProperty("level").GetString());
        Assert.Equal("MASK2001", run.GetProperty("tool").GetProperty("driver").GetProperty("rules")[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString());
        var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal("app.csproj", place.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal(7, place.GetProperty("region").GetProperty("startLine").GetInt32());

        _gate.Case("ä b", ["1"], ["11"]).Run("--min-dice", "0.9", "--formats", "sarif");
        var fault = JsonDocument.Parse(File.ReadAllBytes(_gate["out/report.sarif"])).RootElement.GetProperty("runs")[0].GetProperty("results")[0];
        var uri = new Uri(fault.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString()!);
        Assert.True(File.Exists(uri.LocalPath), uri.AbsoluteUri);
    }
}
