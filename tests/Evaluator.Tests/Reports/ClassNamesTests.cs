using System.Text.Json;
using System.Xml.Linq;
using MaskSharp.Evaluator.Tests.Support;

namespace MaskSharp.Evaluator.Tests.Reports;

/// <summary>Names of classes beside their numbers.</summary>
public sealed class ClassNamesTests : IDisposable
{
    private const string AllFormats = "json;html;markdown;junit;sarif";

    private readonly Gate _gate = new();

    public ClassNamesTests() => _gate.Case("a", ["0112"], ["0122"], 1).Case("b", ["0111"], ["0111"], 1);

    public void Dispose() => _gate.Dispose();

    [Theory]
    [InlineData("background;liver|<b>;spleen")]
    [InlineData(" background, liver|<b> ,spleen")]
    public void Every_report_and_the_console_show_them(string names)
    {
        var run = _gate.Run("--classes", "3", "--class-names", names, "--min-dice", "0.5", "--formats", AllFormats);
        run.Clean();
        Assert.Contains("class 1, liver|<b>: mean Dice 0.8333, mean IoU 0.7500, in 2 cases", run.Lines);
        Assert.Contains("class 2, spleen: mean Dice 0.8333, mean IoU 0.7500, in 1 case", run.Lines);

        var report = _gate.Report();
        Assert.Equal(["background", "liver|<b>", "spleen"], report.GetProperty("settings").GetProperty("classNames").EnumerateArray().Select(name => name.GetString()!));
        Assert.Equal([(0, "background"), (1, "liver|<b>"), (2, "spleen")], report.GetProperty("classes").EnumerateArray().Select(item => (item.GetProperty("index").GetInt32(), item.GetProperty("name").GetString()!)));
        var schema = new JsonSchema(JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "report.schema.json"))).RootElement);
        Assert.Empty(schema.Check(report));

        var page = XDocument.Load(_gate.Html);
        Assert.Contains(page.Descendants("td"), cell => cell.Value == "1, liver|<b>");
        Assert.Contains(page.Descendants("text"), text => text.Value == "class 2, spleen");
        Assert.Contains(File.ReadAllLines(_gate["out/report.md"]), line => line.StartsWith(@"| 1, liver\|\<b\> | 0.8333 |", StringComparison.Ordinal));
        Assert.Contains(XDocument.Load(_gate["out/report.junit.xml"]).Descendants("property"), item => item.Attribute("name")!.Value == "dice.mean of class 2, spleen");
        var sarif = JsonDocument.Parse(File.ReadAllBytes(_gate["out/report.sarif"])).RootElement.GetProperty("runs")[0];
        Assert.Equal("spleen", sarif.GetProperty("properties").GetProperty("classNames")[2].GetString());
    }

    [Fact]
    public void A_gate_on_one_class_names_it_where_its_bound_is_missed()
    {
        var run = _gate.Run("--classes", "3", "--class-names", "background;liver;spleen", "--class", "2", "--min-dice", "0.9", "--formats", AllFormats);
        Assert.Contains("gate 'g': mean Dice (class 2, spleen) 0.8333 is below the minimum 0.9000", Assert.Single(run.Finding(1, "MASK2001")), StringComparison.Ordinal);
        Assert.Contains("gate 'g' (class 2, spleen) failed on 2 cases", run.Closing, StringComparison.Ordinal);
        Assert.Contains("Mean Dice (class 2, spleen) is 0.8333", File.ReadAllText(_gate["out/report.md"]), StringComparison.Ordinal);
        Assert.Contains("Only class 2, spleen is scored.", File.ReadAllText(_gate.Html), StringComparison.Ordinal);
    }

    [Fact]
    public void Binary_masks_have_two_names_and_without_names_nothing_changes()
    {
        using var gate = new Gate();
        gate.Case("a", ["01"], ["01"]);
        gate.Run("--min-dice", "0.5", "--class-names", "brain;tumour", "--formats", AllFormats).Clean();
        Assert.Equal("tumour", gate.Report().GetProperty("classes")[0].GetProperty("name").GetString());
        Assert.Contains("| 1, tumour | 1.0000 |", File.ReadAllText(gate["out/report.md"]), StringComparison.Ordinal);

        gate.Run("--min-dice", "0.5").Clean();
        Assert.False(gate.Report().GetProperty("classes")[0].TryGetProperty("name", out _));
        Assert.False(gate.Report().GetProperty("settings").TryGetProperty("classNames", out _));
    }

    [Fact]
    public void New_names_make_new_reports_though_nothing_else_has_changed()
    {
        Cli Run(string names) => _gate.Run("--classes", "3", "--class-names", names, "--min-dice", "0.5", "--stamp", _gate.Stamp);
        Run("background;liver;spleen").Clean();
        Assert.Contains("is up to date", Run("background;liver;spleen").Closing, StringComparison.Ordinal);
        Run("background;liver;kidney").Clean();
        Assert.Equal("kidney", _gate.Report().GetProperty("classes")[2].GetProperty("name").GetString());
    }

    [Fact]
    public void Parts_hand_them_on_merge_may_give_others_and_inspect_shows_them()
    {
        for (var i = 0; i < 2; i++)
        {
            Cli.Run(
                "evaluate", "--predictions", _gate.Predictions, "--ground-truth", _gate.GroundTruth, "--classes", "3", "--class-names", "background;liver;spleen", "--shard", $"{i}/2",
                "--json", _gate[$"{i}.json"], "--msbuild").Clean();
        }
        Assert.Contains("class 1, liver: ", Cli.Run("merge", _gate["0.json"], _gate["1.json"]).Output, StringComparison.Ordinal);
        Assert.Contains("class 1, kidney: ", Cli.Run("merge", _gate["0.json"], _gate["1.json"], "--class-names", "background;kidney;spleen").Output, StringComparison.Ordinal);
        Assert.Contains("class 2, spleen: 2 pixels", Cli.Run("inspect", _gate.GroundTruth, "--classes", "3", "--class-names", "background;liver;spleen").Output, StringComparison.Ordinal);
        Assert.Contains("3 names", Assert.Single(Cli.Run("inspect", _gate.GroundTruth, "--class-names", "a;b;c", "--msbuild").Finding(2, "MASK2106")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("liver;spleen", "--classes 3", "ClassNames has 2 names, but Classes=3 are the classes 0 to 2; name each, the background too")]
    [InlineData("liver", "", "ClassNames has 1 name, but masks without Classes have 2 classes, background and foreground")]
    [InlineData("background;liver;", "--classes 3", "in which a name is empty")]
    [InlineData("background;liver;liver", "--classes 3", "ClassNames has the name 'liver' twice")]
    [InlineData("background;liver;spleen", "--classes 3 --class any", "ClassNames does not go together with Class=any")]
    public void Names_that_do_not_fit_are_told(string names, string options, string expected) => Assert.Contains(
        expected, Assert.Single(_gate.Run(["--class-names", names, .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]).Finding(2, "MASK2106")), StringComparison.Ordinal);
}
