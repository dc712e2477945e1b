using System.Text.Json;
using System.Xml.Linq;
using MaskSharp.Evaluator.Tests.Support;

namespace MaskSharp.Evaluator.Tests.Reports;

public sealed class ReportTests : IDisposable
{
    private readonly Gate _gate = new();

    public void Dispose() => _gate.Dispose();

    [Fact]
    public void The_json_report_has_the_promised_members()
    {
        _gate.Case("a", ["1100"], ["0110"]).Case("b/c", ["11"], ["11"]).Run("--min-dice", "0.5", "--min-iou", "0.5").Clean();
        var report = _gate.Report();
        Assert.Equal(1, report.GetProperty("schema").GetInt32());
        Assert.Equal("g", report.GetProperty("gate").GetString());
        Assert.Equal("passed", report.GetProperty("verdict").GetString());

        var summary = report.GetProperty("summary");
        Assert.Equal(2, summary.GetProperty("cases").GetInt32());
        foreach (var metric in new[] { "dice", "iou" })
        {
            foreach (var statistic in new[] { "mean", "pooled", "median", "p05", "min" }) Assert.Equal(JsonValueKind.Number, summary.GetProperty(metric).GetProperty(statistic).ValueKind);
            Assert.Equal(2, summary.GetProperty(metric).GetProperty("ci95").GetArrayLength());
        }
        foreach (var name in new[] { "pixelAccuracy", "foregroundFraction", "emptyMaskAccuracy", "excluded" }) Assert.Equal(JsonValueKind.Number, summary.GetProperty(name).ValueKind);

        Assert.Equal(["a", "b/c"], report.GetProperty("cases").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
        var first = report.GetProperty("cases")[0];
        Assert.Equal(0.5, first.GetProperty("dice").GetDouble());
        Assert.Equal(1.0 / 3, first.GetProperty("iou").GetDouble());
        Assert.Equal(1, first.GetProperty("classes")[0].GetProperty("tp").GetInt32());

        Assert.Equal(["dice", "iou"], report.GetProperty("bounds").EnumerateArray().Select(bound => bound.GetProperty("metric").GetString()!));
        Assert.Equal(0.75, report.GetProperty("bounds")[0].GetProperty("value").GetDouble());
        Assert.Equal(0.5, report.GetProperty("bounds")[0].GetProperty("minimum").GetDouble());
        Assert.True(report.GetProperty("bounds")[0].GetProperty("passed").GetBoolean());
        Assert.Equal(1, report.GetProperty("classes").GetArrayLength());
    }

    [Theory]
    [InlineData("0.5", 0)]
    [InlineData("0.9", 1)]
    public void The_page_is_well_formed_says_the_verdict_first_and_needs_nothing_beside_itself(string bound, int exitCode)
    {
        _gate.Case("a<b>&\"c", ["1100"], ["0110"]).Case("d", ["11"], ["11"]).Case("e", ["00"], ["00"]);
        Assert.Equal(exitCode, _gate.Run("--min-dice", bound, "--min-iou", "0.1").ExitCode);
        var text = File.ReadAllText(_gate.Html);
        var page = XDocument.Parse(text);
        Assert.Equal("html", page.Root!.Name.LocalName);
        Assert.Equal(exitCode == 0 ? "Passed" : "Failed", page.Descendants("strong").First().Value);
        Assert.Contains(page.Descendants("td"), cell => cell.Value == "a<b>&\"c");
        Assert.Single(page.Descendants("svg"));
        Assert.DoesNotContain("http", text, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(page.Descendants("link"));
        Assert.All(page.Descendants("script"), script => Assert.Null(script.Attribute("src")));
        Assert.All(page.Descendants("img"), image => Assert.StartsWith("data:image/png;base64,", image.Attribute("src")!.Value, StringComparison.Ordinal));
        Assert.Contains("prefers-color-scheme: dark", text, StringComparison.Ordinal);
        Assert.Contains("an empty mask", page.Root.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Pages_of_faults_and_of_nothing_counted_are_well_formed_too()
    {
        _gate.Case("a", ["1"], ["11"]).Run("--min-dice", "0.5");
        Assert.Contains("MASK2103", XDocument.Load(_gate.Html).Root!.Value, StringComparison.Ordinal);
        _gate.Case("a", ["0"], ["0"]).Run("--min-dice", "0.5", "--empty", "skip");
        Assert.Contains("–", XDocument.Load(_gate.Html).Root!.Value, StringComparison.Ordinal);
        _gate.Case("a", ["012"], ["012"], 1).Run("--classes", "3", "--ignore", "2", "--class", "1");
        Assert.Contains("Measured", XDocument.Load(_gate.Html).Root!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_formats_asked_for_are_written()
    {
        _gate.Case("a", ["1"], ["1"]).Run("--min-dice", "0.5", "--formats", "json").Clean();
        Assert.True(File.Exists(_gate.Json));
        Assert.False(File.Exists(_gate.Html));
        Assert.Equal(0, Cli.Run("evaluate", "--predictions", _gate.Predictions, "--ground-truth", _gate.GroundTruth, "--html", _gate["x/y.html"], "--json", _gate["x/z.json"]).ExitCode);
        Assert.True(File.Exists(_gate["x/y.html"]) && File.Exists(_gate["x/z.json"]));
    }

    [Fact]
    public void The_worst_cases_come_first()
    {
        for (var i = 0; i < 20; i++) _gate.Case($"good{i:00}", ["11"], ["11"]);
        _gate.Case("bad", ["10"], ["01"]).Case("fair", ["11"], ["01"]).Run("--min-dice", "0.5").Clean();
        var rows = XDocument.Load(_gate.Html).Descendants("td").Select(cell => cell.Value).Where(value => value is "bad" or "fair" or "good00").ToList();
        Assert.Equal(["bad", "fair", "good00"], rows);
    }
}
