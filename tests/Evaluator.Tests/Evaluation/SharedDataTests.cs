using System.Text.Json;
using MaskSharp.Evaluator.Formats;
using MaskSharp.Evaluator.Tests.Support;

namespace MaskSharp.Evaluator.Tests.Evaluation;

/// <summary>
/// Published figures on real data where it lies beside the repository. Where it does not, the same folder layout in small, with figures counted by hand.
/// </summary>
public sealed class SharedDataTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Brain_tumours()
    {
        if (SharedData.Folder("lgg_visible") is { } lgg)
        {
            var summary = Evaluate($"{lgg}/predictions", $"{lgg}/masks", "--threshold", "0.5", "--empty", "one");
            Assert.Equal(182, summary.GetProperty("cases").GetInt32());
            Close(0.560755, summary, "dice", "mean");
            Close(0.388697, summary, "dice", "pooled");
            Close(0.528270, summary, "iou", "mean");
            Close(0.241232, summary, "iou", "pooled");
            Close(0.988969, summary, "pixelAccuracy");
            Close(0.013386, summary, "foregroundFraction");
            Close(0.986614, summary, "emptyMaskAccuracy");
            return;
        }
        _folder.Write("predictions/P1_1.png", Png.Grey8(4, [0, 127, 128, 255]));
        _folder.Write("predictions/P1_2.png", Png.Grey8(4, [0, 0, 10, 0]));
        _folder.Write("masks/P1_1_mask.tif", new TiffFile(4, 1).Encode([0, 255, 255, 0]));
        _folder.Write("masks/P1_2_mask.tif", new TiffFile(4, 1).Encode([0, 0, 0, 0]));
        var small = Evaluate(_folder["predictions"], _folder["masks"], "--threshold", "0.5", "--empty", "one");
        Close(0.75, small, "dice", "mean");
        Close(0.5, small, "dice", "pooled");
        Close(0.75, small, "pixelAccuracy");
        Close(0.25, small, "foregroundFraction");
    }

    [Fact]
    public void Retinal_vessels()
    {
        if (SharedData.Folder("drive_test") is { } drive)
        {
            var summary = Evaluate($"{drive}/predictions", $"{drive}/masks");
            Close(0.824122, summary, "dice", "mean");
            Close(0.824252, summary, "dice", "pooled");
            var refused = Cli.Run("evaluate", "--predictions", $"{drive}/fov", "--ground-truth", $"{drive}/masks", "--msbuild");
            Assert.Equal(20, refused.Finding(2, "MASK2104").Length);
            return;
        }
        _folder.Write("predictions/01_test.png", Png.Grey8(3, [10, 200, 90]));
        _folder.Write("masks/01_test.png", Png.Grey8(3, [0, 255, 255]));
        Close(2.0 / 3, Evaluate(_folder["predictions"], _folder["masks"]), "dice", "mean");
    }

    [Fact]
    public void Palette_classes_with_ignored_borders()
    {
        string masks;
        if (SharedData.Folder("voc_palette") is { } voc)
        {
            masks = $"{voc}/masks";
            var lossy = Cli.Run("evaluate", "--predictions", $"{voc}/images", "--ground-truth", masks, "--class", "any", "--ignore", "255", "--msbuild");
            Assert.Equal(3, lossy.Finding(2, "MASK2109").Length);
        }
        else
        {
            masks = _folder["masks"];
            _folder.Write("masks/a.png", Png.Encode(4, 1, 8, Png.Palette, [0, 20, 255, 7]));
        }
        Close(1, Evaluate(masks, masks, "--classes", "21", "--ignore", "255"), "dice", "mean");
        Cli.Run("evaluate", "--predictions", masks, "--ground-truth", masks, "--classes", "21", "--msbuild").Finding(2, "MASK2105");
        Cli.Run("evaluate", "--predictions", masks, "--ground-truth", masks, "--msbuild").Finding(2, "MASK2106");
    }

    [Fact]
    public void Instance_labels_of_sixteen_bits()
    {
        string instances, masks;
        if (SharedData.Folder("dsb2018_visible") is { } nuclei)
        {
            (instances, masks) = ($"{nuclei}/instances", $"{nuclei}/masks");
        }
        else
        {
            (instances, masks) = (_folder["instances"], _folder["masks"]);
            _folder.Write("instances/a.png", Png.Encode(4, 1, 16, Png.Grey, [0, 1, 2, 300]));
            _folder.Write("masks/a.png", Png.Grey8(4, [0, 255, 255, 255]));
        }
        Close(1, Evaluate(instances, masks, "--class", "any"), "dice", "mean");
        Cli.Run("evaluate", "--predictions", masks, "--ground-truth", instances, "--msbuild").Finding(2, "MASK2106");
    }

    [Fact]
    public void One_picture_in_many_formats()
    {
        string folder;
        if (SharedData.Folder("ivadomed/formats") is { } formats)
        {
            folder = formats;
        }
        else
        {
            folder = _folder["formats"];
            _folder.Write("formats/8.png", Png.Grey8(2, [0, 200]));
            _folder.Write("formats/16.png", Png.Encode(2, 1, 16, Png.Grey, [0, 51400]));
            _folder.Write("formats/rgb.png", Png.Encode(2, 1, 8, Png.Rgb, [0, 0, 0, 200, 200, 200]));
        }
        var run = Cli.Run("inspect", folder, "--threshold", "0.5", "--msbuild");
        run.Clean();
        Assert.Contains($"{Directory.GetFiles(folder).Length} masks", run.Closing, StringComparison.Ordinal);

        // Every file is the same picture within rounding, whatever its depth and channels; some have a margin at the right and below.
        var pictures = Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(file => (file, Shades(file))).ToList();
        var (height, width) = (pictures.Min(picture => picture.Item2.GetLength(0)), pictures.Min(picture => picture.Item2.GetLength(1)));
        foreach (var (file, shades) in pictures)
        {
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++) Assert.True(Math.Abs(shades[y, x] - pictures[0].Item2[y, x]) <= 1, $"{file}: row {y}, column {x}");
            }
        }
    }

    private static double[,] Shades(string file)
    {
        using var image = MaskFormats.Read(file, acceptLossy: false);
        var shades = new double[image.Shape.Height, image.Shape.Width];
        for (var i = 0; i < image.Shape.Count; i++) shades[i / image.Shape.Width, i % image.Shape.Width] = 255.0 * image.Whole[i] / image.Maximum;
        return shades;
    }

    [Fact]
    public void Vertebrae_in_three_dimensions()
    {
        if (SharedData.Folder("panoptica_spine") is { } spine)
        {
            Evaluate($"{spine}/predictions", $"{spine}/masks", "--class", "any");
            using var report = JsonDocument.Parse(File.ReadAllBytes(_folder["report.json"]));
            var semantic = report.RootElement.GetProperty("cases").EnumerateArray().Single(item => item.GetProperty("id").GetString() == "semantic");
            Assert.InRange(semantic.GetProperty("dice").GetDouble(), 0.973, 0.974);
            return;
        }
        // Two planes of labels, one of three voxels missed.
        double[] affine = [0, 0, 3, 0, -1, 0, 0, 0, 0, -1, 0, 0];
        _folder.Write("masks/spine.nii.gz", Nifti.Gzip(new Nifti(2, 2, 2) { Sform = affine }.Encode([0, 20, 21, 0, 0, 0, 22, 0])));
        _folder.Write("predictions/spine.nii.gz", Nifti.Gzip(new Nifti(2, 2, 2) { Sform = affine }.Encode([0, 20, 20, 0, 0, 0, 0, 0])));
        Close(0.8, Evaluate(_folder["predictions"], _folder["masks"], "--class", "any"), "dice", "mean");
    }

    private JsonElement Evaluate(string predictions, string truth, params string[] options)
    {
        var run = Cli.Run(["evaluate", "--predictions", predictions, "--ground-truth", truth, "--json", _folder["report.json"], .. options]);
        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        return JsonDocument.Parse(File.ReadAllBytes(_folder["report.json"])).RootElement.GetProperty("summary");
    }

    private static void Close(double expected, JsonElement summary, params string[] path) =>
        Assert.Equal(expected, path.Aggregate(summary, (element, name) => element.GetProperty(name)).GetDouble(), 1e-6);
}
