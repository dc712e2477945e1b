using System.Globalization;
using System.Text.Json;
using MaskSharp.Evaluator.Tests.Support;

namespace MaskSharp.Evaluator.Tests.Commands;

public sealed class EvaluateCommandTests : IDisposable
{
    private readonly Gate _gate = new();

    public void Dispose() => _gate.Dispose();

    [Fact]
    public void A_missed_bound_names_gate_value_bound_and_report_at_the_project_line()
    {
        _gate.Case("a", ["1100"], ["0110"]);
        var run = _gate.Run("--min-dice", "0.85", "--min-iou", "0.2");
        var finding = Assert.Single(run.Finding(1, "MASK2001"));
        Assert.Equal($"app.csproj(7) : error MASK2001: gate 'g': mean Dice 0.5000 is below the minimum 0.8500; report {_gate.Html}", finding);
        Assert.Equal(
            $"MaskSharp: gate 'g' failed on 1 case: mean Dice 0.5000 (not ≥ 0.85), mean IoU 0.3333 (≥ 0.2); pixel accuracy 0.5000 (an empty mask scores 0.5000); report {_gate.Html}",
            run.Closing);
        Assert.Equal("failed", _gate.Report().GetProperty("verdict").GetString());
    }

    [Fact]
    public void Each_metric_has_its_own_code()
    {
        _gate.Case("a", ["1100"], ["0110"]).Run("--min-iou", "0.4").Finding(1, "MASK2002");
        var both = _gate.Run("--min-dice", "0.9", "--min-iou", "0.9");
        Assert.Contains("MASK2001", both.Output, StringComparison.Ordinal);
        Assert.Contains("MASK2002", both.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_score_equal_to_its_bound_passes() => _gate.Case("a", ["1100"], ["0110"]).Run("--min-dice", "0.5").Clean();

    [Fact]
    public void A_near_miss_is_shown_with_the_decimals_that_tell_them_apart()
    {
        _gate.Case("a", ["1100"], ["0110"]);
        var finding = Assert.Single(_gate.Run("--min-dice", "0.50000001").Finding(1, "MASK2001"));
        Assert.Contains("0.50000000 is below the minimum 0.50000001", finding, StringComparison.Ordinal);
    }

    [Fact]
    public void Under_severity_warning_a_missed_bound_warns_and_the_report_says_failed()
    {
        _gate.Case("a", ["1100"], ["0110"]).Run("--min-dice", "0.85", "--severity", "Warning").Finding(0, "MASK2001", "warning");
        Assert.Equal("failed", _gate.Report().GetProperty("verdict").GetString());
    }

    [Fact]
    public void Under_severity_warning_unusable_input_is_still_an_error()
    {
        _gate.Case("a", ["1"], ["1"]).Truth("b.png", Png.Grey8(1, [0])).Run("--min-dice", "0.85", "--severity", "warning").Finding(2, "MASK2102");
    }

    [Fact]
    public void A_gate_without_a_bound_warns_that_it_cannot_fail() => _gate.Case("a", ["1"], ["1"]).Run().Finding(0, "MASK2106", "warning");

    [Fact]
    public void Masks_compared_with_themselves_pass_with_a_warning()
    {
        _gate.Case("a", ["01"], ["01"]);
        Cli.Run("evaluate", "--predictions", _gate.GroundTruth, "--ground-truth", _gate.GroundTruth + "/", "--min-dice", "1", "--msbuild").Finding(0, "MASK2106", "warning");
    }

    [Fact]
    public void Sizes_that_differ_are_named()
    {
        _gate.Case("a", ["1"], ["11"]);
        var finding = Assert.Single(_gate.Run("--min-dice", "0.5").Finding(2, "MASK2103"));
        Assert.Contains("1 × 1 pixels, the ground truth 2 × 1", finding, StringComparison.Ordinal);
        Assert.StartsWith(Path.Combine(_gate.Predictions, "a.png"), finding, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_file_is_named_and_the_report_no_longer_says_passed()
    {
        _gate.Case("a", ["1"], ["1"]).Run("--min-dice", "0.5").Clean();
        _gate.Prediction("a.png", [.. Png.Signature, 1, 2, 3]).Run("--min-dice", "0.5").Finding(2, "MASK2104");
        Assert.Equal("failed", _gate.Report().GetProperty("verdict").GetString());
        Assert.Equal("MASK2104", _gate.Report().GetProperty("findings")[0].GetProperty("code").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, _gate.Report().GetProperty("summary").GetProperty("dice").GetProperty("mean").ValueKind);
    }

    [Fact]
    public void Every_fault_is_named_in_one_run()
    {
        _gate.Case("a", ["1"], ["11"]).Case("b", ["1"], ["1"]).Prediction("b.png", [1, 2, 3]).Case("c", ["1"], ["1"]).Prediction("c.png", []);
        var run = _gate.Run("--min-dice", "0.5");
        Assert.Equal(2, run.ExitCode);
        Assert.Single(run.Lines, line => line.Contains("MASK2103", StringComparison.Ordinal));
        Assert.Equal(2, run.Lines.Count(line => line.Contains("MASK2104", StringComparison.Ordinal)));
    }

    [Fact]
    public void Thousands_of_faults_of_a_kind_are_shortened()
    {
        _gate.Case("a", ["1"], ["1"]);
        for (var i = 0; i < 50; i++) _gate.Prediction($"p{i}.png", Png.Grey8(1, [0]));
        var findings = _gate.Run("--min-dice", "0.5").Finding(2, "MASK2102");
        Assert.Equal(21, findings.Length);
        Assert.Contains("30 more", findings[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void An_existing_but_empty_folder_is_a_fault_whatever_is_set()
    {
        _gate.Case("a", ["1"], ["1"]);
        File.Delete(Path.Combine(_gate.Predictions, "a.png"));
        foreach (var missing in new[] { "error", "warning", "skip" }) _gate.Run("--min-dice", "0.5", "--when-missing", missing).Finding(2, "MASK2101");
    }

    [Fact]
    public void A_missing_predictions_folder_gives_what_is_set()
    {
        _gate.Truth("a.png", Png.Grey8(1, [0]));
        _gate.Run("--min-dice", "0.5").Finding(2, "MASK2101");
        _gate.Run("--min-dice", "0.5", "--when-missing", "Warning").Finding(0, "MASK2101", "warning");
        var skipped = _gate.Run("--min-dice", "0.5", "--when-missing", "Skip");
        skipped.Clean();
        Assert.Single(skipped.Lines);
        Assert.Contains("waits for predictions", skipped.Closing, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_ground_truth_is_a_fault_whatever_is_set()
    {
        _gate.Prediction("a.png", Png.Grey8(1, [0]));
        _gate.Run("--min-dice", "0.5", "--when-missing", "skip").Finding(2, "MASK2101");
    }

    [Fact]
    public void A_skip_replaces_an_old_report_and_leaves_none_where_there_was_none()
    {
        _gate.Case("a", ["1"], ["1"]).Run("--min-dice", "0.5", "--stamp", _gate.Stamp).Clean();
        Directory.Delete(_gate.Predictions, recursive: true);
        _gate.Run("--min-dice", "0.5", "--when-missing", "skip", "--stamp", _gate.Stamp).Clean();
        Assert.Equal("skipped", _gate.Report().GetProperty("verdict").GetString());
        Assert.Contains("Skipped", File.ReadAllText(_gate.Html), StringComparison.Ordinal);
        Assert.False(File.Exists(_gate.Stamp));

        Directory.Delete(_gate["out"], recursive: true);
        _gate.Run("--min-dice", "0.5", "--when-missing", "skip").Clean();
        Assert.False(Directory.Exists(_gate["out"]));
    }

    [Theory]
    [InlineData("skip")]
    [InlineData("warning")]
    public void A_report_that_is_named_is_written_where_predictions_are_missing(string missing)
    {
        _gate.Truth("a.png", Png.Grey8(1, [0]));
        Assert.Equal(0, Cli.Run("evaluate", "--predictions", _gate.Predictions, "--ground-truth", _gate.GroundTruth, "--when-missing", missing, "--json", _gate["own.json"]).ExitCode);
        Assert.Equal("skipped", JsonDocument.Parse(File.ReadAllBytes(_gate["own.json"])).RootElement.GetProperty("verdict").GetString());
    }

    [Theory]
    [InlineData("--min-dice", "0,8", "with a point")]
    [InlineData("--min-dice", "85", "0.85")]
    [InlineData("--min-dice", "1.1", "write 0.011 for 1.1 %")]
    [InlineData("--min-dice", "-0.1", "no number from 0 to 1")]
    [InlineData("--min-iou", "NaN", "MinIoU")]
    [InlineData("--min-dice", "", "MinDice")]
    [InlineData("--statistic", "average", "ConfidenceLow")]
    [InlineData("--empty", "two", "One, Zero, Skip")]
    [InlineData("--threshold", "128", "Threshold")]
    [InlineData("--classes", "0", "Classes")]
    [InlineData("--class", "2", "Classes says")]
    [InlineData("--class", "all", "or any")]
    [InlineData("--ignore", "x", "Ignore")]
    [InlineData("--severity", "fatal", "Error, Warning")]
    [InlineData("--when-missing", "never", "Skip")]
    [InlineData("--formats", "pdf", "json, html, markdown, junit, sarif")]
    [InlineData("--threads", "0", "Threads")]
    [InlineData("--gate", "../x", "can't name a folder")]
    [InlineData("--gate", "con", "can't name a folder")]
    [InlineData("--gate", "Com1.x", "can't name a folder")]
    [InlineData("--min-hd", "1", "no option --min-hd")]
    public void A_bad_setting_is_an_error_that_says_what_may_stand_there(string option, string value, string hint)
    {
        _gate.Case("a", ["1"], ["1"]);
        string[] rest = option == "--gate" ? [] : ["--gate", "g"];
        var run = Cli.Run(["evaluate", .. rest, "--predictions", _gate.Predictions, "--ground-truth", _gate.GroundTruth, "--report-dir", _gate["out"], "--msbuild", "--origin", "app.csproj(7)", option, value]);
        var finding = Assert.Single(run.Finding(2, "MASK2106"));
        Assert.StartsWith("app.csproj(7) : ", finding, StringComparison.Ordinal);
        Assert.Contains(hint, finding, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_or_doubled_is_a_bad_setting()
    {
        Assert.Contains("GroundTruth is missing", Cli.Run("evaluate", "--predictions", "x", "--msbuild").Finding(2, "MASK2106")[0], StringComparison.Ordinal);
        Assert.Contains("twice", Cli.Run("evaluate", "--min-dice", "0.5", "--min-dice", "0.6", "--msbuild").Finding(2, "MASK2106")[0], StringComparison.Ordinal);
        Assert.Contains("needs a value", Cli.Run("evaluate", "--min-dice", "--msbuild").Finding(2, "MASK2106")[0], StringComparison.Ordinal);
        Assert.Contains("no command", Cli.Run("evalute", "--msbuild").Finding(2, "MASK2106")[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_where_a_folder_should_be_is_a_bad_setting()
    {
        _gate.Case("a", ["1"], ["1"]);
        Cli.Run("evaluate", "--predictions", Path.Combine(_gate.Predictions, "a.png"), "--ground-truth", _gate.GroundTruth, "--msbuild").Finding(2, "MASK2106");
    }

    [Fact]
    public void A_report_that_cannot_be_written_is_an_error_and_leaves_nothing_behind()
    {
        _gate.Case("a", ["1"], ["1"]);
        File.WriteAllText(_gate["out"], "in the way");
        _gate.Run("--min-dice", "0.5").Finding(2, "MASK2110");
        Assert.Equal("in the way", File.ReadAllText(_gate["out"]));
    }

    [Fact]
    public void A_stamp_that_cannot_be_written_is_an_error()
    {
        _gate.Case("a", ["1"], ["1"]);
        Directory.CreateDirectory(_gate["stamp/x"]);
        _gate.Run("--min-dice", "0.5", "--stamp", _gate["stamp"]).Finding(2, "MASK2110");
    }

    [Fact]
    public void A_fault_of_the_program_is_never_a_pass()
    {
        Assert.Contains("NullReferenceException", Cli.Run("evaluate", "--msbuild", null!).Finding(3, "MASK2201")[0], StringComparison.Ordinal);
    }

    [Fact]
    public void For_a_person_findings_go_to_the_error_stream()
    {
        _gate.Case("a", ["1100"], ["0110"]);
        var run = Cli.Run("evaluate", "--predictions", _gate.Predictions, "--ground-truth", _gate.GroundTruth, "--min-dice", "0.9");
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("error MASK2001: ", run.Errors, StringComparison.Ordinal);
        Assert.Single(run.Lines);
    }

    [Fact]
    public void A_name_with_a_line_break_stays_one_line()
    {
        if (OperatingSystem.IsWindows()) return;
        _gate.Case("a", ["1"], ["1"]).Prediction("b\n: error X1: y.png", Png.Grey8(1, [0]));
        Assert.Single(_gate.Run("--min-dice", "0.5").Finding(2, "MASK2102"));
    }

    [Fact]
    public void The_language_of_the_machine_changes_nothing()
    {
        _gate.Case("a", ["1100"], ["0110"]);
        string[] options = ["--min-dice", "0.85", "--threshold", "0.5"];
        var expected = _gate.Run(options);
        var report = File.ReadAllText(_gate.Json) + File.ReadAllText(_gate.Html);

        // The program runs without culture data, so the signs of German and Finnish are set by hand.
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NumberGroupSeparator, culture.NumberFormat.NegativeSign) = (",", ".", "\u2212");
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = culture;
            Assert.Equal(expected, _gate.Run(options));
            Assert.Equal(report, File.ReadAllText(_gate.Json) + File.ReadAllText(_gate.Html));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("evaluate", "--help")]
    [InlineData("inspect", "--help")]
    [InlineData("--version")]
    public void Help_is_no_failure(params string[] args)
    {
        var run = Cli.Run(args);
        Assert.Equal(0, run.ExitCode);
        Assert.NotEmpty(run.Output);
    }
}
