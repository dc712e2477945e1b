using System.Text.Json;
using MaskSharp.Evaluator.Tests.Support;

namespace MaskSharp.Evaluator.Tests.Evaluation;

public sealed class SurfaceTests : IDisposable
{
    private readonly Gate _gate = new();

    public void Dispose() => _gate.Dispose();

    [Fact]
    public void Distances_are_in_pixels_without_a_spacing()
    {
        // Two columns, three pixels apart.
        _gate.Case("a", ["1000", "1000"], ["0001", "0001"]).Run("--surface", "--min-dice", "0").Clean();
        Assert.Equal(3, _gate.Figure("hausdorff95", "mean"));
        Assert.Equal(0, _gate.Figure("normalizedSurfaceDice", "mean"));
        Assert.Equal(3, _gate.Report().GetProperty("cases")[0].GetProperty("hausdorff95").GetDouble());
    }

    [Fact]
    public void Every_report_has_the_interval_of_a_distance_from_its_lower_end_to_its_upper_one()
    {
        _gate.Case("a", ["1000"], ["0001"]).Case("b", ["1000"], ["0100"]).Run("--max-hausdorff95", "3", "--markdown", _gate["out/report.md"]).Clean();
        Assert.Equal([1, 3], _gate.Report().GetProperty("summary").GetProperty("hausdorff95").GetProperty("ci95").EnumerateArray().Select(end => end.GetDouble()));
        Assert.Contains("1.0000 to 3.0000", File.ReadAllText(_gate["out/report.md"]), StringComparison.Ordinal);
        Assert.Contains("1.0000 to 3.0000", File.ReadAllText(_gate.Html), StringComparison.Ordinal);
    }

    [Fact]
    public void Spacing_is_taken_along_each_axis()
    {
        // One voxel each, one column and one plane apart: 2 and 4 mm.
        double[] affine = [2, 0, 0, 0, 0, 3, 0, 0, 0, 0, 4, 0];
        _gate.Truth("a.nii", new Nifti(2, 1, 2) { Sform = affine }.Encode([1, 0, 0, 0]));
        _gate.Prediction("a.nii", new Nifti(2, 1, 2) { Sform = affine }.Encode([0, 0, 0, 1]));
        _gate.Run("--surface", "--min-dice", "0").Clean();
        Assert.Equal(Math.Sqrt(20), _gate.Figure("hausdorff95", "mean"), 1e-12);
    }

    [Theory]
    [InlineData("--max-hausdorff95", "2.9", 1)]
    [InlineData("--max-hausdorff95", "3", 0)]
    [InlineData("--min-normalized-surface-dice", "0.5", 1)]
    public void Bounds_hold_surfaces(string option, string value, int exitCode)
    {
        _gate.Case("a", ["1000", "1000"], ["0001", "0001"]);
        var run = _gate.Run(option, value);
        if (exitCode == 0) run.Clean();
        else run.Finding(1, "MASK2003");
    }

    [Fact]
    public void The_tolerance_decides_what_agrees()
    {
        _gate.Case("a", ["1000", "1000"], ["0001", "0001"]).Run("--tolerance", "3", "--min-normalized-surface-dice", "1").Clean();
        Assert.Equal(3, _gate.Report().GetProperty("settings").GetProperty("tolerance").GetDouble());
    }

    [Fact]
    public void The_worst_distance_is_the_largest_and_an_empty_mask_keeps_no_maximum()
    {
        _gate.Case("a", ["1000"], ["0001"]).Case("b", ["1000"], ["1000"]).Case("c", ["0000"], ["0000"]);
        _gate.Run("--statistic", "min", "--max-hausdorff95", "2.5").Finding(1, "MASK2003");
        Assert.Equal(3, _gate.Figure("hausdorff95", "min"));
        Assert.Equal(1, _gate.Figure("hausdorff95", "mean"));
        Assert.Equal(2.0 / 3, _gate.Figure("normalizedSurfaceDice", "mean"), 1e-12);
        _gate.Case("c", ["0000"], ["0100"]);
        Assert.Contains("Infinity", Assert.Single(_gate.Run("--max-hausdorff95", "1000000").Finding(1, "MASK2003")), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, _gate.Report().GetProperty("summary").GetProperty("hausdorff95").GetProperty("mean").ValueKind);
    }

    [Fact]
    public void Classes_are_averaged_without_the_background_and_ignored_pixels_have_no_surface()
    {
        _gate.Case("a", ["1200", "1203"], ["1020", "1020"], 1).Run("--classes", "4", "--ignore", "3", "--surface", "--empty", "skip");
        // Class 1 agrees; class 2 is one column off; class 3 is ... predicted where the truth has nothing.
        Assert.Equal(JsonValueKind.Null, _gate.Report().GetProperty("cases")[0].GetProperty("hausdorff95").ValueKind);
        _gate.Case("a", ["1200", "1200"], ["1020", "1023"], 1).Run("--classes", "4", "--ignore", "3", "--surface", "--empty", "skip");
        Assert.Equal(0.5, _gate.Report().GetProperty("cases")[0].GetProperty("hausdorff95").GetDouble());
    }

    [Fact]
    public void Pooled_surfaces_are_refused() =>
        _gate.Case("a", ["1"], ["1"]).Run("--statistic", "pooled", "--max-hausdorff95", "3").Finding(2, "MASK2106");

    [Fact]
    public void Parts_carry_their_surfaces()
    {
        _gate.Case("a", ["1000"], ["0001"]).Case("b", ["1000"], ["0100"]).Case("c", ["0000"], ["0010"]).Run("--surface", "--threshold", "0.5");
        var whole = _gate.Report().GetProperty("summary").GetRawText();
        for (var i = 0; i < 2; i++)
            Assert.Equal(0, Cli.Run("evaluate", "--gate", "g", "--predictions", _gate.Predictions, "--ground-truth", _gate.GroundTruth, "--surface", "--threshold", "0.5", "--shard", $"{i}/2", "--json", _gate[$"{i}.json"]).ExitCode);
        Cli.Run("merge", _gate["0.json"], _gate["1.json"], "--json", _gate.Json);
        Assert.Equal(whole, _gate.Report().GetProperty("summary").GetRawText());
    }
}
