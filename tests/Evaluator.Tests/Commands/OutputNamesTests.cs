using MaskSharp.Evaluator.Tests.Support;

namespace MaskSharp.Evaluator.Tests.Commands;

/// <summary>Where reports, baselines and stamps may be written.</summary>
public sealed class OutputNamesTests : IDisposable
{
    private readonly Gate _gate = new Gate().Case("a", ["1100"], ["1100"]);

    public void Dispose() => _gate.Dispose();

    [Theory]
    [InlineData("--json", "r", "--html", "r")]
    [InlineData("--json", "r", "--markdown", "x/../r")]
    [InlineData("--json", "r", "--stamp", "r")]
    [InlineData("--update-baseline", "--baseline", "r", "--json", "r")]
    public void No_file_is_written_twice(params string[] options)
    {
        Assert.Contains("is to be written twice", Assert.Single(Run(options).Finding(2, "MASK2106")), StringComparison.Ordinal);
        Assert.False(File.Exists(_gate["r"]));
    }

    [Theory]
    [InlineData("--json")]
    [InlineData("--stamp")]
    [InlineData("--baseline")]
    public void No_mask_is_overwritten(string option)
    {
        var mask = Path.Combine(_gate.Predictions, "a.png");
        var before = File.ReadAllBytes(mask);
        Assert.Contains("named as an image", Assert.Single(Run(option, "pred/a.png").Finding(2, "MASK2106")), StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(mask));
    }

    [Theory]
    [InlineData("--json")]
    [InlineData("--report-dir")]
    [InlineData("--stamp")]
    [InlineData("--baseline")]
    public void An_empty_path_is_no_path(string option) => Assert.Contains("is empty", Assert.Single(Run(option, "").Finding(2, "MASK2106")), StringComparison.Ordinal);

    [Fact]
    public void A_report_may_have_the_longest_name_that_there_is()
    {
        var name = new string('r', 250) + ".json";
        Run("--json", name).Clean();
        Assert.True(File.Exists(_gate[name]));
        Assert.Contains("longer than this system allows", Assert.Single(Run("--json", "r" + name).Finding(2, "MASK2110")), StringComparison.Ordinal);
    }

    [Fact]
    public void Drafts_of_killed_runs_are_removed_once_nobody_can_be_writing_them()
    {
        var (old, fresh, other) = (_gate["out/.masksharp-1.tmp"], _gate["out/.masksharp-2.tmp"], _gate["out/.other.tmp"]);
        Directory.CreateDirectory(_gate["out"]);
        foreach (var draft in new[] { old, fresh, other }) File.WriteAllText(draft, "half a rep");
        foreach (var draft in new[] { old, other }) File.SetLastWriteTimeUtc(draft, DateTime.UtcNow.AddHours(-2));
        Run("--json", "out/r.json", "--html", "out/r.html").Clean();
        Assert.Equal((false, true, true), (File.Exists(old), File.Exists(fresh), File.Exists(other)));
    }

    [Fact]
    public void More_classes_than_can_be_counted_are_refused_before_anything_is_read()
    {
        Assert.Contains("from 1 to 32767", Assert.Single(Run("--classes", "32768").Finding(2, "MASK2106")), StringComparison.Ordinal);
    }

    private Cli Run(params string[] options) => Cli.Run([
        "evaluate", "--predictions", _gate.Predictions, "--ground-truth", _gate.GroundTruth, "--min-dice", "0.5", "--msbuild",
        .. options.Select(option => option.Length == 0 || option.StartsWith("--", StringComparison.Ordinal) || char.IsDigit(option[0]) ? option : _gate[option])]);
}
