using System.Diagnostics;
using System.Globalization;
using System.Text;
using MaskSharp.Packaging.Tests;
using MaskSharp.Samples.Tests.Support;

namespace MaskSharp.Samples.Tests.Running;

public sealed class BrainTumorTests : IDisposable
{
    private static readonly string[] _short = ["--size", "48", "--epochs", "2"];

    private readonly Sample _sample = new("BrainTumor");
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_run_leaves_what_the_gate_and_its_reader_need()
    {
        var output = _sample.Run([.. _short, "--out", _folder["eval"], "--log", _folder["log"]]);
        Assert.Contains("this model", output, StringComparison.Ordinal);
        Assert.Equal(24, _folder.Files("eval/predictions").Length);
        Assert.Equal(24, _folder.Files("eval/overlays").Length);
        Assert.Contains("curves.png", _folder.Files("eval"));
        Assert.Equal(3, File.ReadAllLines(_folder["eval/history.csv"]).Length);
        var events = Assert.Single(_folder.Files("log"));
        var log = Encoding.Latin1.GetString(File.ReadAllBytes(_folder["log/" + events]));
        foreach (var tag in new[] { "loss/total", "loss/Bce", "loss/Dice", "validation/Dice" })
            Assert.Contains(tag, log, StringComparison.Ordinal);

        var (exitCode, build, report) = _sample.Judge("tumour", _folder["reports"], $"SampleEvaluation={_folder["eval"]}", "SegmentationGateMinDice=0");
        Assert.True(exitCode == 0, build);
        Assert.Equal("passed", report.GetProperty("verdict").GetString());
        Assert.InRange(report.GetProperty("summary").GetProperty("dice").GetProperty("pooled").GetDouble(), 0, 1);

        var (failedCode, failed, failedReport) = _sample.Judge("tumour", _folder["reports"], $"SampleEvaluation={_folder["eval"]}", "SegmentationGateMinDice=0.99");
        Assert.NotEqual(0, failedCode);
        Assert.Contains("error MASK2001: gate 'tumour'", failed, StringComparison.Ordinal);
        Assert.Equal("failed", failedReport.GetProperty("verdict").GetString());

        _sample.Run("--compare", _folder["eval"], "--out", _folder["pictures"]);
        Assert.Equal(["comparison.png"], _folder.Files("pictures"));
    }

    [Fact]
    public void A_training_that_was_killed_goes_on_as_if_it_had_not_been()
    {
        string[] options = [.. _short, "--loss", "dice", "--seed", "5"];
        _sample.Run([.. options, "--out", _folder["whole"]]);
        KillAfterTheFirstEpoch([.. options, "--out", _folder["broken"]]);
        Assert.False(Directory.Exists(_folder["broken"]));
        _sample.Run([.. options, "--out", _folder["broken"], "--resume"]);
        Assert.Equal(File.ReadAllLines(_folder["whole/history.csv"]), File.ReadAllLines(_folder["broken/history.csv"]));

        var (exitCode, output) = _sample.TryRun([.. _short, "--loss", "bce", "--seed", "5", "--out", _folder["broken"], "--resume"]);
        Assert.Equal(2, exitCode);
        Assert.Contains("is of a training with", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_training_without_progress_stops_and_keeps_its_best_epoch()
    {
        var output = _sample.Run("--size", "48", "--epochs", "40", "--patience", "1", "--loss", "bce+jaccard", "--out", _folder["eval"]);
        var dice = File.ReadLines(_folder["eval/history.csv"]).Skip(1).Select(line => line.Split(',')[2]).Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToList();
        Assert.InRange(dice.Count, 2, 39);
        Assert.Equal(dice.Max(), dice[^2]);
        Assert.Contains($"The model is that of epoch {dice.Count - 1},", output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_loss_is_refused_with_the_known_ones()
    {
        var (exitCode, output) = _sample.TryRun("--loss", "accuracy");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("'bce+dice'", output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private void KillAfterTheFirstEpoch(string[] arguments)
    {
        var start = new ProcessStartInfo(DotNet.Host, ["exec", _sample.Program, .. arguments]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        while (process.StandardOutput.ReadLine() is { } line && !line.StartsWith("epoch   1/2", StringComparison.Ordinal))
        {
        }

        process.Kill();
        process.WaitForExit();
    }
}
