using MaskSharp.Evaluator.Tests.Support;

namespace MaskSharp.Evaluator.Tests.Commands;

/// <summary>The program as a process of its own.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly Gate _gate = new();

    public void Dispose() => _gate.Dispose();

    [Fact]
    public void Masks_are_judged_where_no_torch_is_installed()
    {
        // Without TorchSharp.dll any touch of a tensor type would end the process; without deps.json the host asks for no more than there is.
        var program = Directory.CreateDirectory(_gate["program"]).FullName;
        foreach (var name in new[] { "MaskSharp.Evaluator.dll", "MaskSharp.Evaluator.runtimeconfig.json", "MaskSharp.dll", "BitMiracle.LibTiff.NET.dll", "StbImageSharp.dll" })
            File.Copy(Path.Combine(AppContext.BaseDirectory, name), Path.Combine(program, name));
        _gate.Case("a", ["1100"], ["0110"]).Prediction("b.tif", new TiffFile(2, 1).Encode([0, 255])).Truth("b.png", Png.Grey8(2, [0, 255]));

        var evaluate = Cli.Start(Path.Combine(program, "MaskSharp.Evaluator.dll"), "evaluate", "--predictions", _gate.Predictions, "--ground-truth", _gate.GroundTruth, "--min-dice", "0.9", "--msbuild", "--report-dir", _gate["out"]);
        evaluate.Finding(1, "MASK2001");
        Assert.Contains("mean Dice 0.7500", evaluate.Closing, StringComparison.Ordinal);
        Assert.Empty(evaluate.Errors);
        Assert.True(File.Exists(_gate.Html));

        var inspect = Cli.Start(Path.Combine(program, "MaskSharp.Evaluator.dll"), "inspect", _gate.GroundTruth, "--measured", _gate["m.json"]);
        Assert.Equal(0, inspect.ExitCode);
        Assert.True(File.Exists(_gate["m.json"]));
    }
}
