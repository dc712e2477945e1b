using MaskSharp.Evaluator.Tests.Support;

namespace MaskSharp.Evaluator.Tests.Commands;

/// <summary>A passing gate whose inputs are unchanged does nothing; anything else runs.</summary>
public sealed class StampTests : IDisposable
{
    private readonly Gate _gate = new Gate().Case("a", ["1100"], ["1100"]).Case("b", ["1100"], ["1100"]);

    public void Dispose() => _gate.Dispose();

    [Fact]
    public void Unchanged_inputs_are_up_to_date_and_reports_are_left_alone()
    {
        Evaluated();
        var written = File.GetLastWriteTimeUtc(_gate.Json);
        UpToDate();
        Assert.Equal(written, File.GetLastWriteTimeUtc(_gate.Json));
    }

    [Fact]
    public void A_touched_file_with_the_same_content_is_up_to_date()
    {
        Evaluated();
        File.SetLastWriteTimeUtc(Path.Combine(_gate.Predictions, "a.png"), DateTime.UtcNow.AddHours(1));
        UpToDate();
    }

    [Fact]
    public void A_worse_file_that_is_older_is_seen()
    {
        Evaluated();
        _gate.Case("a", ["0011"], ["1100"]);
        foreach (var file in new[] { Path.Combine(_gate.Predictions, "a.png"), Path.Combine(_gate.GroundTruth, "a.png") }) File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddYears(-5));
        Run().Finding(1, "MASK2001");
    }

    [Fact]
    public void Deleted_and_added_files_are_seen()
    {
        Evaluated();
        File.Delete(Path.Combine(_gate.Predictions, "b.png"));
        Run().Finding(2, "MASK2102");
        File.Delete(Path.Combine(_gate.GroundTruth, "b.png"));
        Evaluated();
        _gate.Case("c", ["1"], ["1"]);
        Evaluated();
    }

    [Fact]
    public void Files_that_change_places_are_seen()
    {
        _gate.Case("b", ["0011"], ["0011"]);
        Evaluated();
        var (a, b) = (Path.Combine(_gate.Predictions, "a.png"), Path.Combine(_gate.Predictions, "b.png"));
        File.Move(a, a + ".tmp");
        File.Move(b, a);
        File.Move(a + ".tmp", b);
        Run().Finding(1, "MASK2001");
    }

    [Theory]
    [InlineData("--min-iou", "0.5")]
    [InlineData("--threshold", "0.5")]
    [InlineData("--statistic", "min")]
    [InlineData("--empty", "skip")]
    [InlineData("--ignore", "7")]
    [InlineData("--class", "any")]
    [InlineData("--severity", "warning")]
    public void Changed_settings_are_seen(string option, string value)
    {
        Evaluated();
        var run = Run(option, value);
        run.Clean();
        Assert.DoesNotContain("up to date", run.Closing, StringComparison.Ordinal);
    }

    [Fact]
    public void The_number_of_threads_is_no_change()
    {
        Evaluated();
        Assert.Contains("up to date", Run("--threads", "1").Closing, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_or_changed_report_is_written_again()
    {
        Evaluated();
        File.Delete(_gate.Html);
        Evaluated();
        File.WriteAllText(_gate.Json, "{}");
        Evaluated();
        Assert.Equal("passed", _gate.Report().GetProperty("verdict").GetString());
        UpToDate();
    }

    [Fact]
    public void A_failing_gate_runs_again_and_takes_its_stamp_away()
    {
        Evaluated();
        _gate.Case("a", ["0011"], ["1100"]);
        Run().Finding(1, "MASK2001");
        Assert.False(File.Exists(_gate.Stamp));
        Run().Finding(1, "MASK2001");
    }

    [Fact]
    public void A_warning_is_given_at_every_run()
    {
        _gate.Case("a", ["0011"], ["1100"]);
        Run("--severity", "warning").Finding(0, "MASK2001", "warning");
        Run("--severity", "warning").Finding(0, "MASK2001", "warning");
    }

    [Fact]
    public void A_damaged_stamp_is_no_stamp()
    {
        Evaluated();
        File.WriteAllText(_gate.Stamp, "whatever");
        Evaluated();
    }

    [Fact]
    public void No_draft_is_left_behind()
    {
        Evaluated();
        Assert.Equal(["report.html", "report.json"], Directory.GetFiles(_gate["out"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private Cli Run(params string[] options) => _gate.Run(["--min-dice", "0.9", "--stamp", _gate.Stamp, .. options]);

    private void Evaluated()
    {
        var run = Run();
        run.Clean();
        Assert.Contains("passed on", run.Closing, StringComparison.Ordinal);
        Assert.True(File.Exists(_gate.Stamp));
    }

    private void UpToDate()
    {
        var run = Run();
        run.Clean();
        Assert.Single(run.Lines);
        Assert.Contains("up to date", run.Closing, StringComparison.Ordinal);
    }
}
