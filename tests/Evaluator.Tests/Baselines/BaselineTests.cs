using System.Text.Json;
using MaskSharp.Evaluator.Tests.Support;

namespace MaskSharp.Evaluator.Tests.Baselines;

public sealed class BaselineTests : IDisposable
{
    private static readonly string[] _ciVariables =
    [
        "CI", "TF_BUILD", "GITHUB_ACTIONS", "GITLAB_CI", "TEAMCITY_VERSION", "JENKINS_URL", "BUILDKITE", "APPVEYOR", "CIRCLECI", "TRAVIS", "CODEBUILD_BUILD_ID",
    ];

    private readonly Gate _gate = new();
    private readonly Dictionary<string, string?> _environment = _ciVariables.ToDictionary(name => name, Environment.GetEnvironmentVariable);

    // These tests may themselves run in CI.
    public BaselineTests()
    {
        foreach (var name in _ciVariables) Environment.SetEnvironmentVariable(name, null);
        _gate.Case("b", ["1100"], ["1100"]).Case("a", ["1110"], ["0110"]);
    }

    private string Path => _gate["base/tumour.baseline.json"];

    public void Dispose()
    {
        foreach (var (name, value) in _environment) Environment.SetEnvironmentVariable(name, value);
        _gate.Dispose();
    }

    [Fact]
    public void It_is_written_on_request_sorted_and_the_same_every_time()
    {
        _gate.Run("--baseline", Path, "--update-baseline").Clean();
        var text = File.ReadAllText(Path);
        var root = JsonDocument.Parse(text).RootElement;
        Assert.Equal(0.9, root.GetProperty("dice").GetProperty("mean").GetDouble(), 1e-12);
        Assert.Equal(["a", "b"], root.GetProperty("cases").EnumerateObject().Select(item => item.Name));
        _gate.Run("--baseline", Path, "--update-baseline").Clean();
        Assert.Equal(text, File.ReadAllText(Path));
        _gate.Run("--baseline", Path).Clean();
    }

    /// <summary>A build shows no note: what it did with the baseline stands in its last line, and the limit with no more digits than reports have.</summary>
    [Fact]
    public void The_last_line_says_what_became_of_it()
    {
        Assert.Contains($"; baseline {Path} written", _gate.Run("--baseline", Path, "--update-baseline").Closing, StringComparison.Ordinal);
        _gate.Case("a", ["1111111110"], ["0111111110"]);
        Assert.Contains($"; baseline {Path} not written", _gate.Run("--baseline", Path, "--update-baseline", "--min-dice", "0.99").Closing, StringComparison.Ordinal);
        _gate.Run("--baseline", Path, "--update-baseline").Clean();
        Assert.Contains("mean Dice 0.9706 (≥ 0.960588 by the baseline)", _gate.Run("--baseline", Path, "--max-dice-drop", "0.01").Closing, StringComparison.Ordinal);
    }

    [Fact]
    public void A_score_below_it_is_told_with_its_file_and_what_to_do()
    {
        _gate.Run("--baseline", Path, "--update-baseline").Clean();
        _gate.Case("a", ["1110"], ["0010"]);

        var finding = _gate.Run("--baseline", Path, "--max-dice-drop", "0.01").Finding(1, "MASK2004")[0];
        Assert.Contains($"mean Dice 0.7500 is worse than the baseline's 0.9000 ({Path}) by more than the allowed 0.01;", finding, StringComparison.Ordinal);
        Assert.Contains("masksharp compare", finding, StringComparison.Ordinal);
        Assert.Contains("-p:SegmentationUpdateBaseline=true accepts the new scores; report ", finding, StringComparison.Ordinal);
        var errors = Cli.Run("evaluate", "--predictions", _gate.Predictions, "--ground-truth", _gate.GroundTruth, "--baseline", Path).Errors;
        Assert.Contains("--update-baseline accepts the new scores", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_not_asked_for_before_there_are_predictions()
    {
        Directory.Delete(_gate.Predictions, recursive: true);
        var run = _gate.Run("--baseline", Path, "--when-missing", "skip");
        run.Clean();
        Assert.Contains("waits for predictions", run.Closing, StringComparison.Ordinal);
        _gate.Run("--baseline", Path).Finding(2, "MASK2101");
    }

    [Theory]
    [InlineData("0.05", 1)]
    [InlineData("0.06", 0)]
    public void A_drop_beyond_the_allowed_fails(string drop, int exitCode)
    {
        _gate.Run("--baseline", Path, "--update-baseline").Clean();
        // Mean Dice falls from 0.9 to 0.845.
        _gate.Case("a", ["1111111110"], ["0111111000"]).Case("b", ["111110"], ["111100"]);
        var run = _gate.Run("--baseline", Path, "--max-dice-drop", drop);
        if (exitCode == 0)
        {
            run.Clean();
            return;
        }
        Assert.Contains("baseline's 0.9000", Assert.Single(run.Finding(1, "MASK2004")), StringComparison.Ordinal);
        var bound = _gate.Report().GetProperty("bounds")[0];
        Assert.Equal(0.9, bound.GetProperty("baseline").GetDouble(), 1e-12);
        Assert.Equal(0.85, bound.GetProperty("minimum").GetDouble(), 1e-12);
        Assert.False(bound.GetProperty("passed").GetBoolean());
    }

    [Fact]
    public void Without_an_allowed_drop_nothing_may_get_worse()
    {
        _gate.Run("--baseline", Path, "--update-baseline").Clean();
        _gate.Case("a", ["1111"], ["0110"]);
        Assert.Equal(2, _gate.Run("--baseline", Path).Finding(1, "MASK2004").Length);
        _gate.Run("--baseline", Path, "--max-iou-drop", "0.3").Clean();
        _gate.Run("--baseline", Path, "--severity", "warning").Finding(0, "MASK2004", "warning");
    }

    [Fact]
    public void A_missing_one_is_an_error_and_leaves_no_passed_report()
    {
        _gate.Run("--min-dice", "0.1").Clean();
        Assert.Contains("-p:SegmentationUpdateBaseline=true", Assert.Single(_gate.Run("--min-dice", "0.1", "--baseline", Path).Finding(2, "MASK2108")), StringComparison.Ordinal);
        Assert.Equal("failed", _gate.Report().GetProperty("verdict").GetString());
        Assert.False(File.Exists(Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"schema\": 9}")]
    [InlineData("{\"schema\": 1, \"dice\": {\"mean\": \"0.9\"}}")]
    public void A_damaged_one_is_an_error(string text)
    {
        Directory.CreateDirectory(_gate["base"]);
        File.WriteAllText(Path, text);
        _gate.Run("--baseline", Path).Finding(2, "MASK2106");
    }

    [Fact]
    public void Cases_that_it_does_not_share_are_reported()
    {
        _gate.Run("--baseline", Path, "--update-baseline").Clean();
        File.Delete(System.IO.Path.Combine(_gate.Predictions, "b.png"));
        File.Delete(System.IO.Path.Combine(_gate.GroundTruth, "b.png"));
        _gate.Case("c", ["1"], ["1"]);
        var stale = Assert.Single(_gate.Run("--baseline", Path).Finding(0, "MASK2108", "warning"));
        Assert.Contains("1 of its cases no longer exist (b)", stale, StringComparison.Ordinal);
        Assert.Contains("1 cases are not in it (c)", stale, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_never_written_in_ci_or_below_a_bound()
    {
        Environment.SetEnvironmentVariable("CI", "true");
        _gate.Run("--baseline", Path, "--update-baseline").Finding(2, "MASK2106");
        Environment.SetEnvironmentVariable("CI", "false");
        _gate.Run("--baseline", Path, "--update-baseline", "--min-dice", "0.99").Finding(1, "MASK2001");
        Assert.False(File.Exists(Path));
    }

    [Fact]
    public void Every_ci_system_is_known_by_its_own_variable()
    {
        foreach (var name in _ciVariables)
        {
            Environment.SetEnvironmentVariable(name, "true");
            Assert.Contains(name, Assert.Single(_gate.Run("--baseline", Path, "--update-baseline").Finding(2, "MASK2106")), StringComparison.Ordinal);
            Environment.SetEnvironmentVariable(name, null);
        }
        Assert.False(File.Exists(Path));
    }

    [Fact]
    public void Settings_without_a_baseline_are_refused()
    {
        _gate.Run("--max-dice-drop", "0.1").Finding(2, "MASK2106");
        _gate.Run("--update-baseline").Finding(2, "MASK2106");
    }

    [Fact]
    public void A_changed_baseline_makes_the_gate_run_again()
    {
        _gate.Run("--baseline", Path, "--update-baseline").Clean();
        _gate.Run("--baseline", Path, "--stamp", _gate.Stamp).Clean();
        Assert.Contains("up to date", _gate.Run("--baseline", Path, "--stamp", _gate.Stamp).Closing, StringComparison.Ordinal);
        File.WriteAllText(Path, File.ReadAllText(Path).Replace("\"mean\": 0.9", "\"mean\": 0.95", StringComparison.Ordinal));
        _gate.Run("--baseline", Path, "--stamp", _gate.Stamp).Finding(1, "MASK2004");
    }
}
