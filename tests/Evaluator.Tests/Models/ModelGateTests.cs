using System.Text.Json;
using MaskSharp.Evaluator.Formats;
using MaskSharp.Evaluator.Tests.CaseSources;
using MaskSharp.Evaluator.Tests.Support;

namespace MaskSharp.Evaluator.Tests.Models;

/// <summary>Models over images, each in a process of its own, among the dependencies of this very assembly.</summary>
public sealed class ModelGateTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_torchscript_model_is_run_over_images_and_judged()
    {
        _folder.Write("net.pt", TorchScriptFile.Encode("torch.mul(torch.sub(x, 0.5), 20)"));
        _folder.Write("images/p7/a.png", Png.Grey8(4, [255, 200, 100, 0]));
        _folder.Write("images/b.jpg", Jpeg.Grey16());
        _folder.Write("truth/p7/a_mask.png", Png.Grey8(4, [255, 255, 255, 0]));
        _folder.Write("truth/b.png", Png.Grey8(16, [.. Jpeg.Left()]));

        var run = Gate("net.pt", "--activation", "sigmoid", "--min-dice", "0.9", "--work", _folder["work"], "--json", _folder["r.json"]);
        run.Clean();
        using var report = JsonDocument.Parse(File.ReadAllBytes(_folder["r.json"]));
        Assert.Equal([1, 0.8], report.RootElement.GetProperty("cases").EnumerateArray().Select(item => item.GetProperty("dice").GetDouble()));
        Assert.Contains(report.RootElement.GetProperty("notes").EnumerateArray(), note => note.GetString()!.Contains("net.pt", StringComparison.Ordinal));
        using var map = MaskFormats.Read(_folder["work/predictions/p7/a.npy"], acceptLossy: false);
        Assert.Equal(1 / (1 + Math.Exp(-20 * (200 / 255.0 - 0.5))), map.Real[1], 1e-5);

        Gate("net.pt", "--activation", "sigmoid", "--min-dice", "0.91").Finding(1, "MASK2001");
    }

    [Fact]
    public void An_onnx_model_of_classes_writes_labels()
    {
        // The class of the brightest channel; background is a score of 0.3.
        _folder.Write("net.onnx", OnnxFile.Mix([[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]], [0.3f, 0, 0, 0], 0, 3, 0, 0));
        _folder.Write("images/a.png", Png.Encode(4, 1, 8, Png.Rgb, [255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9]));
        _folder.Write("truth/a.png", Png.Grey8(4, [1, 2, 3, 0]));

        Gate("net.onnx", "--classes", "4", "--min-dice", "1", "--work", _folder["work"]).Clean();
        Assert.Equal([1, 2, 3, 0], Labels("work/predictions/a.png"));

        // The other order of channels swaps red and blue.
        Run("net.onnx", "--channels", "bgr");
        Assert.Equal([3, 2, 1, 0], Labels("out/a.png"));
        Run("net.onnx", "--activation", "softmax", "--output-channel", "1");
        using var map = MaskFormats.Read(_folder["out/a.npy"], acceptLossy: false);
        Assert.Equal(Math.E / (Math.E + Math.Exp(0.3) + 2), map.Real[0], 1e-5);
    }

    [Theory]
    [InlineData(OnnxFile.Float16, 0.6274509803921569, 0.0003)]
    [InlineData(OnnxFile.Double, 0.6274509803921569, 1e-7)]
    public void A_model_of_another_floating_type_gets_the_nearest_values(int type, double expected, double tolerance)
    {
        _folder.Write("net.onnx", OnnxFile.EachOf(type, "Identity", 0, 1, 0, 0));
        _folder.Write("images/a.png", Png.Grey8(2, [160, 0]));
        Run("net.onnx");
        using var map = MaskFormats.Read(_folder["out/a.npy"], acceptLossy: false);
        Assert.Equal(expected, map.Real[0], tolerance);
    }

    [Theory]
    [InlineData(OnnxFile.UInt8)]
    [InlineData(OnnxFile.Int64)]
    public void A_model_of_whole_numbers_gets_the_values_as_they_are(int type)
    {
        _folder.Write("net.onnx", OnnxFile.EachOf(type, "Identity", 0, 1, 0, 0));
        _folder.Write("images/a.png", Png.Grey8(3, [160, 0, 255]));
        Run("net.onnx", "--labels");
        Assert.Equal([160, 0, 255], Labels("out/a.png"));

        // A half is rounded to the even side.
        Run("net.onnx", "--labels", "--std", "64");
        Assert.Equal([2, 0, 4], Labels("out/a.png"));
    }

    [Fact]
    public void What_a_type_of_values_cannot_hold_is_refused()
    {
        Image();
        _folder.Write("net.onnx", OnnxFile.EachOf(OnnxFile.UInt8, "Identity", 0, 1, 0, 0));
        Assert.Contains("takes values from 0 to 255, and is given -1", Assert.Single(Gate("net.onnx", "--mean", "1").Finding(2, "MASK2201")), StringComparison.Ordinal);
        Assert.Contains("the model takes whole numbers", Assert.Single(Gate("net.onnx", "--scale", "unit").Finding(2, "MASK2106")), StringComparison.Ordinal);
        _folder.Write("net.onnx", OnnxFile.EachOf(OnnxFile.Text, "Identity", 0, 1, 0, 0));
        Assert.Contains("takes String as its input x", Assert.Single(Gate("net.onnx").Finding(2, "MASK2201")), StringComparison.Ordinal);
    }

    [Fact]
    public void Normalisation_scaling_and_two_classes_are_as_told()
    {
        // The foreground's score is the normalised value: 4 · (v / 255 − 0.25).
        _folder.Write("net.onnx", OnnxFile.Mix([[0], [1]], [0, 0], 0, 1, 0, 0));
        _folder.Write("images/a.png", Png.Grey8(2, [255, 0]));
        Run("net.onnx", "--mean", "0.25", "--std", "0.25", "--activation", "softmax");
        using (var map = MaskFormats.Read(_folder["out/a.npy"], acceptLossy: false))
        {
            Assert.Equal(1 / (1 + Math.Exp(-3)), map.Real[0], 1e-5);
            Assert.Equal(1 / (1 + Math.Exp(1)), map.Real[1], 1e-5);
        }
        Run("net.onnx", "--mean", "254", "--scale", "none", "--activation", "softmax", "--labels");
        Assert.Equal([1, 0], Labels("out/a.png"));
    }

    [Fact]
    public void A_model_of_one_size_gets_that_size_and_its_output_fits_the_image_again()
    {
        _folder.Write("net.onnx", OnnxFile.Each("Identity", 1, 1, 4, 4));
        _folder.Write("images/a.png", Png.Grey8(8, [.. Enumerable.Range(0, 64).Select(i => i % 8 < 4 ? (byte)255 : (byte)0)]));
        _folder.Write("truth/a.png", Png.Grey8(8, [.. Enumerable.Range(0, 64).Select(i => i % 8 < 4 ? (byte)255 : (byte)0)]));
        Gate("net.onnx", "--min-dice", "1", "--batch", "8").Clean();
        Run("net.onnx", "--tile", "4", "--overlap", "2");
        using var map = MaskFormats.Read(_folder["out/a.npy"], acceptLossy: false);
        Assert.Equal(Enumerable.Range(0, 64).Select(i => i % 8 < 4 ? 1.0 : 0), map.Real.ToArray());
    }

    [Fact]
    public void A_volume_keeps_its_place_whole_or_plane_by_plane()
    {
        _folder.Write("volume.onnx", OnnxFile.Each("Identity", 0, 1, 0, 0, 0));
        _folder.Write("plane.onnx", OnnxFile.Each("Identity", 0, 1, 0, 0));
        var volume = new Nifti(2, 2, 2) { Spacing = [0.5, 0.5, 3] };
        _folder.Write("images/v.nii", volume.Encode([1, 0, 0, 1, 0, 1, 0, 0]));
        _folder.Write("truth/v.nii", volume.Encode([1, 0, 0, 1, 0, 1, 0, 0]));
        Gate("volume.onnx", "--min-dice", "1").Clean();
        Gate("plane.onnx", "--min-dice", "1", "--slices", "--batch", "2").Clean();
        var finding = Assert.Single(Gate("plane.onnx", "--min-dice", "1").Finding(2, "MASK2201"));
        Assert.Contains("fails on an input of the shape [1, 1, 2, 2, 2]", finding, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("damaged.pt", "can't be loaded as a TorchScript file")]
    [InlineData("damaged.onnx", "can't be loaded as an ONNX file")]
    public void A_damaged_model_is_a_failure_of_its_own(string model, string expected)
    {
        _folder.Write(model, [.. "PK\x03\x04"u8, 1, 2, 3]);
        Image();
        var finding = Assert.Single(Gate(model, "--min-dice", "0.5").Finding(2, "MASK2201"));
        Assert.StartsWith(_folder[model] + " : ", finding, StringComparison.Ordinal);
        Assert.Contains(expected, finding, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Identity", new[] { "--activation", "softmax" }, "MASK2106", "the model gives one channel")]
    [InlineData("Neg", new string[0], "MASK2201", "which are no probabilities; if it gives logits, set Activation")]
    [InlineData("Identity", new[] { "--output-channel", "1" }, "MASK2106", "the model gives 1 channel")]
    [InlineData("Identity", new[] { "--mean", "1,2,3" }, "MASK2106", "Mean has 3 numbers, but the image has 1 channel")]
    public void What_does_not_fit_is_told(string op, string[] options, string code, string expected)
    {
        _folder.Write("net.onnx", OnnxFile.Each(op, 0, 1, 0, 0));
        Image();
        Assert.Contains(expected, Assert.Single(Gate("net.onnx", ["--min-dice", "0.5", .. options]).Finding(2, code)), StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_of_a_run_make_each_prediction_once()
    {
        _folder.Write("net.onnx", OnnxFile.EachOf(OnnxFile.Float16, "Identity", 0, 1, 0, 0));
        for (var i = 0; i < 5; i++) _folder.Write($"images/{i}.png", Png.Grey8(2, [(byte)(50 * i), 255]));
        Run("net.onnx");
        var whole = Directory.GetFiles(_folder["out"]).ToDictionary(path => Path.GetFileName(path)!, File.ReadAllBytes);
        Directory.Delete(_folder["out"], recursive: true);

        var made = new List<string>();
        foreach (var part in new[] { "1/3", "2/3", "3/3" })
        {
            Run("net.onnx", "--shard", part);
            made.AddRange(Directory.GetFiles(_folder["out"]).Select(path => Path.GetFileName(path)!));
            foreach (var path in Directory.GetFiles(_folder["out"])) Assert.Equal(whole[Path.GetFileName(path)], File.ReadAllBytes(path));
            Directory.Delete(_folder["out"], recursive: true);
        }
        Assert.Equal(whole.Keys.Order(StringComparer.Ordinal), made.Order(StringComparer.Ordinal));

        var last = Cli.Run(["run", "--model", _folder["net.onnx"], "--images", _folder["images"], "--out", _folder["out"], "--program", typeof(TestGates).Assembly.Location, "--shard", "5/9"]);
        Assert.Equal((0, 0), (last.ExitCode, Directory.Exists(_folder["out"]) ? Directory.GetFiles(_folder["out"]).Length : 0));
        Assert.Contains(" 0 predictions of", last.Closing, StringComparison.Ordinal);
        var wrong = Cli.Run(["run", "--model", _folder["net.onnx"], "--images", _folder["images"], "--out", _folder["out"], "--shard", "4/3"]);
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("it may be I/N", wrong.Errors + wrong.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_package_that_runs_it_the_package_is_named()
    {
        _folder.Write("net.onnx", OnnxFile.Each("Identity", 0, 1, 0, 0));
        _folder.Write("net.pt", TorchScriptFile.Encode("x"));
        Image();
        // A program of its own folder, where neither is.
        foreach (var name in new[] { "MaskSharp.Evaluator.dll", "MaskSharp.Evaluator.runtimeconfig.json", "MaskSharp.dll", "BitMiracle.LibTiff.NET.dll", "StbImageSharp.dll" })
            _folder.Write($"program/{name}", File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, name)));
        foreach (var (model, package) in new[] { ("net.onnx", "Microsoft.ML.OnnxRuntime"), ("net.pt", "TorchSharp") })
        {
            var run = Cli.Start(_folder["program/MaskSharp.Evaluator.dll"], "run", "--model", _folder[model], "--images", _folder["images"], "--out", _folder["out"]);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains("error MASK2106: ", run.Errors, StringComparison.Ordinal);
            Assert.Contains(package, run.Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_model_that_does_not_exist_yet_may_wait_and_what_it_reads_decides_whether_it_is_run_again()
    {
        Image();
        string[] options = ["--min-dice", "0.5", "--stamp", _folder["stamp"], "--report-dir", _folder["out"]];
        Gate("net.onnx", options).Finding(2, "MASK2101");
        Assert.Contains("waits for predictions", Gate("net.onnx", [.. options, "--when-missing", "skip"]).Closing, StringComparison.Ordinal);
        _folder.Write("net.onnx", OnnxFile.Each("Identity", 0, 1, 0, 0));
        Gate("net.onnx", options).Clean();
        Assert.Contains("is up to date", Gate("net.onnx", options).Closing, StringComparison.Ordinal);
        _folder.Write("net.onnx", OnnxFile.Mix([[0]], [0], 0, 1, 0, 0));
        Gate("net.onnx", options).Finding(1, "MASK2001");
    }

    [Theory]
    [InlineData("--overlap", "2", "Overlap needs Tile")]
    [InlineData("--tile", "0", "write a size as 256")]
    [InlineData("--std", "0", "each above 0")]
    [InlineData("--mean", "0,5;a", "write a number for each channel")]
    [InlineData("--layout", "chw", "it may be Nchw, Nhwc")]
    [InlineData("--predictions", "p", "does not go together with --model")]
    public void A_wrong_setting_is_told_before_the_model_is_run(string option, string value, string expected) =>
        Assert.Contains(expected, Assert.Single(Gate("net.onnx", option, value).Finding(2, "MASK2106")), StringComparison.Ordinal);

    private void Image()
    {
        _folder.Write("images/a.png", Png.Grey8(2, [255, 0]));
        _folder.Write("truth/a.png", Png.Grey8(2, [255, 0]));
    }

    private int[] Labels(string path)
    {
        using var mask = MaskFormats.Read(_folder[path], acceptLossy: false);
        return mask.Whole.ToArray();
    }

    private Cli Gate(string model, params string[] options) =>
        Cli.Run(["evaluate", "--msbuild", "--model", _folder[model], "--images", _folder["images"], "--ground-truth", _folder["truth"], "--program", typeof(TestGates).Assembly.Location, .. options]);

    private void Run(string model, params string[] options)
    {
        var run = Cli.Run(["run", "--model", _folder[model], "--images", _folder["images"], "--out", _folder["out"], "--program", typeof(TestGates).Assembly.Location, .. options]);
        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        Assert.Contains("were written to", run.Closing, StringComparison.Ordinal);
    }
}
