using System.Runtime.InteropServices;
using BitMiracle.LibTiff.Classic;
using SkiaSharp;

namespace BrainTumor.Slices;

/// <summary>Reads PNG, JPEG and TIFF pictures, writes gray PNG.</summary>
internal static class PictureFile
{
    public static bool IsPicture(string path) => IsTiff(path) || Path.GetExtension(path).ToUpperInvariant() is ".PNG" or ".JPG" or ".JPEG";

    public static Picture Read(string path)
    {
        try
        {
            return IsTiff(path) ? ReadTiff(path) : ReadBySkia(path);
        }
        catch (IOException e)
        {
            throw new InputException($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Writes one gray byte a pixel, lossless.</summary>
    public static void WriteGray(string path, int width, int height, byte[] gray)
    {
        var info = new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque);
        using var image = SKImage.FromPixelCopy(info, gray, width);
        WritePng(path, image);
    }

    public static void WritePng(string path, SKImage image)
    {
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        using var file = File.Create(path);
        png.SaveTo(file);
    }

    private static bool IsTiff(string path) => Path.GetExtension(path).ToUpperInvariant() is ".TIF" or ".TIFF";

    private static Picture ReadTiff(string path)
    {
        using var tiff = Tiff.Open(path, "r") ?? throw new InputException($"{path} is not a TIFF file that can be read.");
        var width = tiff.GetField(TiffTag.IMAGEWIDTH)[0].ToInt();
        var height = tiff.GetField(TiffTag.IMAGELENGTH)[0].ToInt();
        var abgr = new int[checked(width * height)];
        if (!tiff.ReadRGBAImageOriented(width, height, abgr, Orientation.TOPLEFT))
            throw new InputException($"{path} is a TIFF file whose pixels cannot be read; is it complete?");
        return FromRgba(width, height, MemoryMarshal.AsBytes<int>(abgr));
    }

    private static Picture ReadBySkia(string path)
    {
        using var codec = SKCodec.Create(path) ?? throw new InputException($"{path} is not a PNG or JPEG picture that can be read.");
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        using var bitmap = new SKBitmap(info);
        var result = codec.GetPixels(info, bitmap.GetPixels());
        if (result != SKCodecResult.Success)
            throw new InputException($"{path} is a picture whose pixels cannot be read ({result}); is it complete?");
        return FromRgba(info.Width, info.Height, bitmap.GetPixelSpan());
    }

    private static Picture FromRgba(int width, int height, ReadOnlySpan<byte> rgba)
    {
        var rgb = new byte[width * height * 3];
        for (int i = 0, j = 0; i < rgb.Length; i += 3, j += 4)
            rgba.Slice(j, 3).CopyTo(rgb.AsSpan(i));
        return new Picture(width, height, rgb);
    }
}
