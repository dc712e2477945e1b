using System.Text.Json;
using MaskSharp.Evaluator.Tests.Support;

namespace MaskSharp.Evaluator.Tests.Commands;

/// <summary>Every kind of fault ends in its own code and exit code, and leaves no report that says "passed".</summary>
public sealed class FaultListTests : IDisposable
{
    private readonly Gate _gate = new();

    public void Dispose() => _gate.Dispose();

    [Theory]
    [InlineData("no case", 2, "MASK2101")]
    [InlineData("unmatched", 2, "MASK2102")]
    [InlineData("shape", 2, "MASK2103")]
    [InlineData("geometry", 2, "MASK2103")]
    [InlineData("unreadable", 2, "MASK2104")]
    [InlineData("label range", 2, "MASK2105")]
    [InlineData("NaN in a map", 2, "MASK2105")]
    [InlineData("undefined score", 1, "MASK2107")]
    [InlineData("missing baseline", 2, "MASK2108")]
    [InlineData("lossy", 2, "MASK2109")]
    [InlineData("low Dice", 1, "MASK2001")]
    [InlineData("low IoU", 1, "MASK2002")]
    [InlineData("far surface", 1, "MASK2003")]
    public void A_fault_replaces_the_last_pass(string fault, int exitCode, string code)
    {
        _gate.Case("a", ["1100"], ["1100"]).Run("--min-dice", "0.5").Clean();
        string[] options = fault switch
        {
            "low IoU" => ["--min-iou", "0.9"],
            "far surface" => ["--max-hausdorff95", "0.5"],
            "undefined score" => ["--min-dice", "0.5", "--empty", "skip"],
            "label range" => ["--min-dice", "0.5", "--classes", "3"],
            "missing baseline" => ["--baseline", _gate["nowhere.json"]],
            _ => ["--min-dice", "0.9"],
        };
        Make(fault);
        Assert.NotEmpty(_gate.Run(options).Finding(exitCode, code));
        Assert.Equal("failed", _gate.Report().GetProperty("verdict").GetString());
    }

    [Fact]
    public void A_report_that_cannot_be_written_leaves_none_and_no_stamp()
    {
        Directory.CreateDirectory(_gate["elsewhere/report.html"]);
        _gate.Case("a", ["1"], ["1"]);
        var run = _gate.Run("--min-dice", "0.5", "--stamp", _gate.Stamp, "--html", _gate["elsewhere/report.html"]);
        run.Finding(2, "MASK2110");
        Assert.False(File.Exists(_gate.Json));
        Assert.False(File.Exists(_gate.Stamp));
        Assert.Empty(Directory.GetFiles(_gate["out"]));
    }

    private void Make(string fault)
    {
        switch (fault)
        {
            case "no case":
                foreach (var file in Directory.GetFiles(_gate.Predictions)) File.Delete(file);
                break;
            case "unmatched":
                _gate.Prediction("b.png", Png.Grey8(1, [255]));
                break;
            case "shape":
                _gate.Prediction("a.png", Png.Grey8(2, [255, 255]));
                break;
            case "geometry":
                _gate.Truth("v.nii", new Nifti(2, 1, 1) { Spacing = [1, 1, 1] }.Encode([0, 1]));
                _gate.Prediction("v.nii", new Nifti(2, 1, 1) { Spacing = [1, 2, 1] }.Encode([0, 1]));
                break;
            case "unreadable":
                _gate.Prediction("a.png", [1, 2, 3]);
                break;
            case "label range":
                _gate.Case("a", ["0013"], ["0011"], 1);
                break;
            case "NaN in a map":
                _gate.Truth("v.npy", Npy.Encode("|u1", "(1, 2)", [0, 255]));
                _gate.Prediction("v.npy", Npy.Encode("<f4", "(1, 2)", [.. BitConverter.GetBytes(float.NaN), .. BitConverter.GetBytes(1f)]));
                break;
            case "undefined score":
                _gate.Case("a", ["0000"], ["0000"]);
                break;
            case "lossy":
                _gate.Prediction("a.png", Jpeg.Grey16());
                break;
            default:
                _gate.Case("a", ["0110"], ["1100"]);
                break;
        }
    }
}
