using MaskSharp.Evaluator.Commands;
using MaskSharp.Evaluator.Tests.CaseSources;
using MaskSharp.Evaluator.Tests.Support;

namespace MaskSharp.Evaluator.Tests.Commands;

/// <summary>What can't be written is an error of its own; what was there before stays, whole, and the verdict is told all the same.</summary>
public sealed class UnwritableTests : IDisposable
{
    private readonly Gate _gate = new();

    private string Disk => _gate["disk"];

    public void Dispose() => _gate.Dispose();

    [SmallDiskTheory]
    [InlineData("full", "the disk is full")]
    [InlineData("read-only", "the disk is read-only")]
    public void On_a_full_or_read_only_disk_the_old_reports_stay(string state, string why)
    {
        foreach (var name in new[] { "report.json", "report.html" }) Old(name);
        var run = Run(state, "--min-dice", "0.9", "--report-dir", Disk, "--stamp", _gate.Stamp);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("error MASK2001: gate 'g': mean Dice 0.5000", run.Output, StringComparison.Ordinal);
        Assert.Contains($"error MASK2110: the report {Disk}/report.json can't be written: {why}", run.Output, StringComparison.Ordinal);
        Assert.Equal(["report.html", "report.json"], After());
        Assert.False(File.Exists(_gate.Stamp));
    }

    [SmallDiskTheory]
    [InlineData("full")]
    [InlineData("read-only")]
    public void A_baseline_stays_as_it_was(string state)
    {
        Old("baseline.json");
        var run = Run(state, "--baseline", $"{Disk}/baseline.json", "--update-baseline", "--json", _gate.Json);
        Assert.Contains("the baseline", Assert.Single(run.Finding(2, "MASK2110")), StringComparison.Ordinal);
        Assert.Equal(["baseline.json"], After());
    }

    [SmallDiskTheory]
    [InlineData("full")]
    [InlineData("read-only")]
    public void A_pass_that_cannot_be_noted_is_no_pass(string state)
    {
        var run = Run(state, "--min-dice", "0.5", "--json", _gate.Json, "--stamp", $"{Disk}/stamp");
        Assert.Contains("the stamp", Assert.Single(run.Finding(2, "MASK2110")), StringComparison.Ordinal);
        Assert.Empty(After());
    }

    [SmallDiskTheory]
    [InlineData("full")]
    [InlineData("read-only")]
    public void A_measurement_stays_as_it_was(string state)
    {
        Old("train.json");
        _gate.Case("a", ["1100"], ["0110"]);
        var run = SmallDisk.Run(Disk, state, "inspect", _gate.GroundTruth, "--measured", $"{Disk}/train.json", "--msbuild");
        Assert.Contains("the measurement", Assert.Single(run.Finding(2, "MASK2110")), StringComparison.Ordinal);
        Assert.Equal(["train.json"], After());
    }

    [SmallDiskTheory]
    [InlineData("full")]
    [InlineData("read-only")]
    [InlineData("small")]
    public void Predictions_that_find_no_room_end_the_run(string state)
    {
        var run = SmallDisk.Run(Disk, state, "evaluate", "--assembly", typeof(TestGates).Assembly.Location, "--gate", "large", "--work", $"{Disk}/work", "--json", _gate.Json, "--msbuild");
        run.Finding(2, "MASK2110");
        Assert.Contains("\"failed\"", File.ReadAllText(_gate.Json), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_the_place_of_a_folder_is_named()
    {
        _gate.Case("a", ["1100"], ["1100"]);
        File.WriteAllText(_gate["taken"], "");
        var finding = Assert.Single(_gate.Run("--min-dice", "0.5", "--markdown", _gate["taken/deep/report.md"]).Finding(2, "MASK2110"));
        Assert.Contains($"{_gate["taken"]} is a file and no folder", finding, StringComparison.Ordinal);
        Assert.False(File.Exists(_gate.Json));
    }

    [DeviceFact("/proc/version")]
    public void A_folder_in_which_the_system_makes_no_file_is_named_in_words()
    {
        _gate.Case("a", ["1100"], ["1100"]);
        var finding = Assert.Single(_gate.Run("--min-dice", "0.5", "--markdown", "/proc/report.md").Finding(2, "MASK2110"));
        Assert.Contains("the report /proc/report.md can't be written: the system makes no file there", finding, StringComparison.Ordinal);
    }

    [DeviceFact("/dev/full")]
    public void A_device_is_written_to_and_not_replaced()
    {
        _gate.Case("a", ["1100"], ["1100"]);
        var finding = Assert.Single(_gate.Run("--min-dice", "0.5", "--markdown", "/dev/full").Finding(2, "MASK2110"));
        Assert.Contains("the report /dev/full can't be written: the disk is full", finding, StringComparison.Ordinal);
        Assert.False(File.Exists(_gate.Json));
        _gate.Run("--min-dice", "0.5", "--markdown", "/dev/null").Clean();
        Assert.True(File.Exists(_gate.Json));
    }

    [Fact]
    public void Lines_that_arrive_nowhere_are_no_pass()
    {
        _gate.Case("a", ["1100"], ["1100"]);
        using var full = new FullStream();
        using var errors = new MemoryStream();
        var exitCode = Router.Run(["evaluate", "--predictions", _gate.Predictions, "--ground-truth", _gate.GroundTruth, "--min-dice", "0.5", "--json", _gate.Json], full, errors);
        Assert.Equal(2, exitCode);
        Assert.Contains("error MASK2110: what the program says can't be written", System.Text.Encoding.UTF8.GetString(errors.ToArray()), StringComparison.Ordinal);
        Assert.Contains("\"passed\"", File.ReadAllText(_gate.Json), StringComparison.Ordinal);
    }

    private Cli Run(string state, params string[] options)
    {
        _gate.Case("a", ["1100"], ["0110"]);
        return SmallDisk.Run(Disk, state, ["evaluate", "--gate", "g", "--predictions", _gate.Predictions, "--ground-truth", _gate.GroundTruth, "--msbuild", .. options]);
    }

    private void Old(string name)
    {
        Directory.CreateDirectory(Disk);
        File.WriteAllText(Path.Combine(Disk, name), "old");
    }

    // The names of the files on the disk, all of which are the old ones.
    private string[] After()
    {
        var files = Directory.GetFiles(Disk + ".after").Order(StringComparer.Ordinal).ToArray();
        Assert.All(files, file => Assert.Equal("old", File.ReadAllText(file)));
        return [.. files.Select(file => Path.GetFileName(file))];
    }

    private sealed class FullStream : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("no space");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("no space");
    }
}
