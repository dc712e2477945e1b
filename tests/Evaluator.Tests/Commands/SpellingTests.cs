using MaskSharp.Evaluator.Tests.Support;

namespace MaskSharp.Evaluator.Tests.Commands;

/// <summary>Messages spell settings as their reader wrote them: as options on the command line, as metadata in a build.</summary>
public sealed class SpellingTests : IDisposable
{
    private readonly Gate _gate = new();

    public void Dispose() => _gate.Dispose();

    [Theory]
    [InlineData("--classes 2", "outside 0 to 1 of --classes 2; if 255 marks pixels to leave out, set --ignore 255", "outside 0 to 1 of Classes=2; if 255 marks pixels to leave out, set Ignore=255")]
    [InlineData("--min-dice 85", "--min-dice is '85', which is no number", "MinDice is '85', which is no number")]
    [InlineData("--min-iou 0,8", "--min-iou is '0,8'", "MinIoU is '0,8'")]
    [InlineData("--class 3", "--class is '3'; it may be a class from 0 to 1, or any; without --classes masks are binary", "Class is '3'; it may be a class from 0 to 1, or any; without Classes masks are binary")]
    [InlineData("--empty none", "--empty is 'none'; it may be one, zero, skip", "Empty is 'none'; it may be One, Zero, Skip")]
    [InlineData("--max-dice-drop 0.1", "--max-dice-drop and --max-iou-drop need --baseline", "MaxDiceDrop and MaxIoUDrop need Baseline")]
    [InlineData("--max-hausdorff95 5 --statistic pooled", "--statistic is pooled, which a Hausdorff distance (95 %) does not have", "Statistic is Pooled, which a Hausdorff distance (95 %) does not have")]
    [InlineData("--report-dir reports --formats pdf", "--formats names 'pdf'", "ReportFormats names 'pdf'")]
    [InlineData("--baseline none.json", "write it with --update-baseline, and commit it", "write it with -p:SegmentationUpdateBaseline=true, and commit it")]
    public void A_fault_is_told_in_the_readers_words(string options, string onCommandLine, string inBuild)
    {
        _gate.Case("a", ["01"], ["01"]);
        Both(Options(_gate.Predictions, options), onCommandLine, inBuild);
    }

    [Fact]
    public void What_to_set_is_told_in_the_readers_words()
    {
        _gate.Truth("a.png", Png.Grey8(4, [0, 1, 2, 3])).Prediction("a.png", Png.Grey8(4, [0, 1, 2, 3]));
        Both(
            Options(_gate.Predictions, ""),
            "set --classes 4 if they are class indices, --class any to count all nonzero ones as foreground, or --ignore to the value",
            "set Classes=4 if they are class indices, Class=any to count all nonzero ones as foreground, or Ignore to the value");
        Both(["inspect", _gate.GroundTruth], "set --classes 4 if they are class indices, --threshold if they are soft masks", "set Classes=4 if they are class indices, Threshold if they are soft masks");
        Both(Options(_gate["nowhere"], ""), "or pass --when-missing warning or --when-missing skip", "or set WhenMissing to Warning or Skip");
        Both(["inspect", _gate["nowhere"]], "or pass --when-missing warning or --when-missing skip", "or set WhenMissing to Warning or Skip");
        Both(Options(_gate.GroundTruth, "--classes 4"), "--predictions and --ground-truth are the same folder", "Predictions and GroundTruth are the same folder");
        Both(Options(_gate.Predictions, "--classes 4 --threshold 0.3"), "note: --threshold has no effect: with --classes every value", "note: Threshold has no effect: with Classes every value");
    }

    private static void Both(string[] arguments, string onCommandLine, string inBuild)
    {
        var run = Cli.Run(arguments);
        Assert.Contains(onCommandLine, run.Output + run.Errors, StringComparison.Ordinal);
        Assert.Contains(inBuild, Cli.Run([.. arguments, "--msbuild"]).Output, StringComparison.Ordinal);
    }

    private string[] Options(string predictions, string options) =>
        ["evaluate", "--predictions", predictions, "--ground-truth", _gate.GroundTruth, .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
