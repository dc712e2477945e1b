using BitMiracle.LibTiff.Classic;
using MaskSharp.Evaluator.Formats;
using MaskSharp.Evaluator.Formats.NiftiFormat;
using MaskSharp.Evaluator.Models;
using MaskSharp.Evaluator.Models.Inference;
using MaskSharp.Evaluator.Models.Pictures;
using MaskSharp.Evaluator.Tests.Support;

namespace MaskSharp.Evaluator.Tests.Models;

/// <summary>Images as models take them, and predictions as files.</summary>
public sealed class PictureTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Colours_come_channel_by_channel_whatever_the_format()
    {
        int[] colors = [10, 20, 30, 40, 50, 60];
        var png = PictureReader.Read(_folder.Write("a.png", Png.Encode(2, 1, 8, Png.Rgb, colors)));
        var tiff = PictureReader.Read(_folder.Write("a.tif", new TiffFile(2, 1) { Samples = 3, Photometric = Photometric.RGB, Compression = Compression.LZW }.Encode([.. colors.Select(color => (byte)color)])));
        foreach (var picture in new[] { png, tiff })
        {
            Assert.Equal((3, 255.0, true), (picture.Channels, picture.Maximum, picture.IsPhotograph));
            Assert.Equal([10, 40, 20, 50, 30, 60], picture.Values);
            Assert.Equal([30, 60, 20, 50, 10, 40], picture.In(ChannelOrder.Bgr).Values);
            Assert.Equal(0.299f * 10 + 0.587f * 20 + 0.114f * 30, picture.In(ChannelOrder.Grey).Values[0], 1e-4f);
        }
    }

    [Fact]
    public void Grey_pictures_keep_their_bits_and_repeat_in_colour()
    {
        var picture = PictureReader.Read(_folder.Write("a.png", Png.Encode(2, 1, 16, Png.Grey, [65535, 257])));
        Assert.Equal((1, 65535.0), (picture.Channels, picture.Maximum));
        Assert.Equal([65535, 257, 65535, 257, 65535, 257], picture.In(ChannelOrder.Rgb).Values);
        Assert.Equal(256, PictureReader.Read(_folder.Write("a.jpg", Jpeg.Grey16())).Values.Length);
    }

    [Theory]
    [InlineData("a.png", new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0 })]
    [InlineData("a.jpg", new byte[] { 0xFF, 0xD8, 0xFF, 0 })]
    [InlineData("a.tif", new byte[] { 0x49, 0x49, 0x2A, 0, 8, 0, 0, 0 })]
    [InlineData("a.nii", new byte[0])]
    public void Damaged_images_are_refused(string name, byte[] content) =>
        Assert.Equal("MASK2104", Assert.Throws<MaskFileException>(() => PictureReader.Read(_folder.Write(name, content))).Code);

    [Fact]
    public void A_prediction_lies_where_its_image_does()
    {
        double[] placed = [0, 2, 0, -7, 3, 0, 0, 4, 0, 0, 5, 6];
        var path = _folder.Write("v.nii", new Nifti(2, 1, 2) { Sform = placed }.Encode([1, 2, 3, 4]));
        var picture = PictureReader.Read(path);
        foreach (var prediction in new[] { new Prediction([0, 1, 300, 2], null), new Prediction(null, [0, 0.25f, 0.5f, 1]) })
        {
            using var written = MaskFormats.Read(PredictionWriter.Write(prediction, picture, _folder["out/v"]), acceptLossy: false);
            using var image = MaskFormats.Read(path, acceptLossy: false);
            Assert.Equal((image.Shape, image.Geometry), (written.Shape, written.Geometry));
            if (prediction.Labels is { } labels) Assert.Equal(labels, written.Whole.ToArray());
            else Assert.Equal([0, 0.25, 0.5, 1], written.Real.ToArray());
        }
    }

    [Theory]
    [InlineData(255, "v.png")]
    [InlineData(256, "v.png")]
    [InlineData(65536, "v.npy")]
    public void Labels_lose_nothing_however_large_they_are(int largest, string expected)
    {
        var path = PredictionWriter.Write(new Prediction([0, largest], null), new Picture(new MaskShape(2, 1), 1, [0, 0], null), _folder["v"]);
        Assert.Equal(expected, Path.GetFileName(path));
        using var mask = MaskFormats.Read(path, acceptLossy: false);
        Assert.Equal([0, largest], mask.Whole.ToArray());
    }

    [Fact]
    public void A_side_that_nifti_cannot_hold_is_refused() =>
        Assert.Throws<MaskFileException>(() => NiftiWriter.Write(_folder["v.nii.gz"], new MaskShape(40000, 1), NiftiType.UInt8, new byte[40000], null));

    [Fact]
    public void Masks_beside_their_images_are_no_images()
    {
        foreach (var name in new[] { "a.png", "a_mask.png", "b_mask.png" }) _folder.Write($"images/{name}", [1]);
        Assert.Equal(["a", "b_mask"], PictureFolder.List(_folder["images"]).Select(image => image.Stem));
    }
}
