using MaskSharp.Evaluator.Evaluation;
using MaskSharp.Evaluator.Tests.Support;

namespace MaskSharp.Evaluator.Tests.Evaluation;

public sealed class ScoreTests : IDisposable
{
    private readonly Gate _gate = new();

    public void Dispose() => _gate.Dispose();

    [Fact]
    public void Mean_pooled_median_and_worst_differ_as_they_should()
    {
        // Dice of the cases: 1 (two pixels), 0.5 (1 TP, 1 FP, 1 FN), 0 (1 FN of 4 pixels).
        _gate.Case("a", ["1100"], ["1100"]).Case("b", ["1100"], ["0110"]).Case("c", ["0000"], ["0001"]).Run("--min-dice", "0.1").Clean();
        Assert.Equal(0.5, _gate.Figure("dice", "mean"), 12);
        Assert.Equal(6.0 / 9, _gate.Figure("dice", "pooled"), 12);
        Assert.Equal(0.5, _gate.Figure("dice", "median"), 12);
        Assert.Equal(0.05, _gate.Figure("dice", "p05"), 12);
        Assert.Equal(0, _gate.Figure("dice", "min"), 12);
        Assert.Equal((1 + 1.0 / 3 + 0) / 3, _gate.Figure("iou", "mean"), 12);

        var summary = _gate.Report().GetProperty("summary");
        Assert.Equal(9.0 / 12, summary.GetProperty("pixelAccuracy").GetDouble(), 12);
        Assert.Equal(5.0 / 12, summary.GetProperty("foregroundFraction").GetDouble(), 12);
        Assert.Equal(7.0 / 12, summary.GetProperty("emptyMaskAccuracy").GetDouble(), 12);
    }

    [Theory]
    [InlineData("mean", 0.5)]
    [InlineData("pooled", 0.66)]
    [InlineData("median", 0.5)]
    [InlineData("p05", 0.05)]
    [InlineData("min", 0)]
    public void Bounds_are_held_against_the_statistic_that_is_asked_for(string statistic, double passes)
    {
        _gate.Case("a", ["1100"], ["1100"]).Case("b", ["1100"], ["0110"]).Case("c", ["0000"], ["0001"]);
        var text = (passes + 0.01).ToString(System.Globalization.CultureInfo.InvariantCulture);
        _gate.Run("--statistic", statistic, "--min-dice", passes.ToString(System.Globalization.CultureInfo.InvariantCulture)).Clean();
        _gate.Run("--statistic", statistic, "--min-dice", text).Finding(1, "MASK2001");
    }

    [Fact]
    public void The_lower_confidence_limit_is_a_statistic_below_the_mean()
    {
        for (var i = 0; i < 20; i++) _gate.Case($"c{i}", [i % 2 == 0 ? "11" : "10"], ["11"]);
        _gate.Run("--statistic", "confidencelow", "--min-dice", "0.5").Clean();
        var bound = _gate.Report().GetProperty("bounds")[0];
        var ends = _gate.Report().GetProperty("summary").GetProperty("dice").GetProperty("ci95");
        Assert.Equal("confidenceLow", bound.GetProperty("statistic").GetString());
        Assert.Equal(ends[0].GetDouble(), bound.GetProperty("value").GetDouble());
        Assert.InRange(ends[0].GetDouble(), 0.7, 0.8);
        Assert.InRange(ends[1].GetDouble(), 0.86, 0.95);
    }

    [Fact]
    public void The_bootstrap_interval_has_the_width_of_the_normal_one()
    {
        // Mean of 400 fair coin flips: 0.5 ± 1.96 · 0.5/√400.
        var summary = ScoreSummary.Of(0.5, 0.5, [.. Enumerable.Range(0, 400).Select(i => (double)(i % 2))]);
        var (low, high) = (summary.ConfidenceLow, summary.ConfidenceHigh);
        Assert.Equal(0.5 - 0.049, low, 0.008);
        Assert.Equal(0.5 + 0.049, high, 0.008);
    }

    [Theory]
    [InlineData("one", 0.75, 0)]
    [InlineData("zero", 0.25, 0)]
    [InlineData("skip", 0.5, 2)]
    public void Empty_cases_score_as_asked(string empty, double mean, int excluded)
    {
        _gate.Case("a", ["11"], ["11"]).Case("b", ["00"], ["01"]).Case("c", ["00"], ["00"]).Case("d", ["00"], ["00"]);
        _gate.Run("--empty", empty, "--min-dice", "0.2").Clean();
        Assert.Equal(mean, _gate.Figure("dice", "mean"), 12);
        Assert.Equal(excluded, _gate.Report().GetProperty("summary").GetProperty("excluded").GetInt32());
        var third = _gate.Report().GetProperty("cases")[2].GetProperty("dice");
        Assert.Equal(empty == "skip" ? System.Text.Json.JsonValueKind.Null : System.Text.Json.JsonValueKind.Number, third.ValueKind);
    }

    [Fact]
    public void Nothing_measured_never_passes()
    {
        _gate.Case("a", ["00"], ["00"]);
        Assert.Contains(_gate.Run("--empty", "skip", "--min-dice", "0").Finding(1, "MASK2107"), line => line.Contains("undefined", StringComparison.Ordinal));
        Assert.Equal("failed", _gate.Report().GetProperty("verdict").GetString());
    }

    [Fact]
    public void Cases_whose_pixels_are_all_ignored_measure_nothing()
    {
        _gate.Prediction("a.png", Png.Grey8(2, [0, 0])).Truth("a.png", Png.Grey8(2, [9, 9]));
        _gate.Run("--ignore", "9", "--min-dice", "0.5").Finding(1, "MASK2107");
        _gate.Case("b", ["01"], ["01"], 1).Case("c", ["00"], ["01"], 1);
        _gate.Run("--ignore", "9", "--min-dice", "0.5").Clean();
        Assert.Equal(0.5, _gate.Figure("dice", "mean"), 12);
    }

    [Fact]
    public void A_truth_without_any_foreground_passes_only_with_a_warning()
    {
        _gate.Case("a", ["00"], ["00"]).Run("--min-dice", "0.5").Finding(0, "MASK2107", "warning");
    }

    [Fact]
    public void Classes_are_scored_without_background_unless_asked()
    {
        // Class 1: 1 TP, 1 FN (labelled 2). Class 2: 1 TP, 1 FP. Class 0: all 4 right.
        _gate.Case("a", ["000012", "200000"], ["000012", "100000"], 1);
        _gate.Run("--classes", "3", "--min-dice", "0.6").Clean();
        Assert.Equal(2.0 / 3, _gate.Figure("dice", "mean"), 12);
        Assert.Equal(11.0 / 12, _gate.Report().GetProperty("summary").GetProperty("pixelAccuracy").GetDouble(), 12);
        Assert.Equal([0, 1, 2], _gate.Report().GetProperty("classes").EnumerateArray().Select(item => item.GetProperty("index").GetInt32()));

        _gate.Run("--classes", "3", "--include-background", "--min-dice", "0.6").Clean();
        Assert.Equal((1 + 2.0 / 3 + 2.0 / 3) / 3, _gate.Figure("dice", "mean"), 12);
    }

    [Fact]
    public void One_class_is_scored_against_the_rest()
    {
        _gate.Case("a", ["0122"], ["0112"], 1);
        _gate.Run("--classes", "3", "--class", "2", "--min-dice", "0.1").Clean();
        Assert.Equal(2.0 / 3, _gate.Figure("dice", "mean"), 12);
        Assert.Equal(0.75, _gate.Report().GetProperty("summary").GetProperty("pixelAccuracy").GetDouble(), 12);
        Assert.Equal(0.25, _gate.Report().GetProperty("summary").GetProperty("foregroundFraction").GetDouble(), 12);
    }

    [Fact]
    public void Any_makes_one_foreground_of_several_classes()
    {
        _gate.Case("a", ["0122"], ["0112"], 1);
        _gate.Run("--classes", "3", "--class", "any", "--min-dice", "1").Clean();
        Assert.Single(_gate.Report().GetProperty("classes").EnumerateArray());
    }

    [Fact]
    public void The_background_of_binary_masks_can_be_scored_too()
    {
        _gate.Case("a", ["0011"], ["0001"]).Run("--class", "0", "--min-dice", "0.1").Clean();
        Assert.Equal(4.0 / 5, _gate.Figure("dice", "mean"), 12);
    }

    [Fact]
    public void What_an_empty_mask_would_score_is_in_the_report()
    {
        _gate.Case("a", ["11"], ["11"]).Case("b", ["01"], ["00"]).Case("c", ["00"], ["00"]).Run("--min-dice", "0.1").Clean();
        var empty = _gate.Report().GetProperty("summary").GetProperty("emptyMaskDice");
        Assert.Equal(2.0 / 3, empty.GetProperty("mean").GetDouble(), 12);
        Assert.Equal(0, empty.GetProperty("pooled").GetDouble());
    }

    [Fact]
    public void The_number_of_threads_changes_nothing()
    {
        for (var i = 0; i < 12; i++) _gate.Case($"c{i}", [Convert.ToString(16 + i, 2)], [Convert.ToString(31 - i, 2)]);
        var reports = new List<string>();
        foreach (var threads in new[] { "1", "2", "3", "5" })
        {
            _gate.Run("--threads", threads, "--min-dice", "0.1").Clean();
            reports.Add(File.ReadAllText(_gate.Json));
        }
        Assert.Single(reports.Distinct());
    }
}
