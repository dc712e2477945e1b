using BitMiracle.LibTiff.Classic;
using MaskSharp.Evaluator.Formats;
using MaskSharp.Evaluator.Formats.PngFormat;
using MaskSharp.Evaluator.Formats.TiffFormat;
using StbImageSharp;

namespace MaskSharp.Evaluator.Models.Pictures;

/// <summary>
/// Reads images, in colour where they are. Grey ones are read as masks are, with all their bits; colours have 8 bits.
/// </summary>
internal static class PictureReader
{
    /// <exception cref="MaskFileException">The file can't be read.</exception>
    public static Picture Read(string path)
    {
        var content = MaskFormats.ReadBytes(path);
        var isPng = content.AsSpan().StartsWith(PngChunks.Signature);
        var isJpeg = content.AsSpan().StartsWith<byte>([0xFF, 0xD8, 0xFF]);
        var isTiff = content is [(byte)'I', (byte)'I', ..] or [(byte)'M', (byte)'M', ..];
        if (isJpeg || (isPng && PngChunks.Walk(content).Header.Color is not (PngColor.Grey or PngColor.GreyAlpha))) return OfStb(content, isJpeg ? "JPEG" : "PNG");
        if (isTiff && TiffColors.Read(content) is { } colors) return colors;

        using var image = MaskFormats.Read(path, content, acceptLossy: true);
        var values = new float[image.Shape.Count];
        if (image.IsReal)
        {
            for (var i = 0; i < values.Length; i++) values[i] = (float)image.Real[i];
        }
        else
        {
            for (var i = 0; i < values.Length; i++) values[i] = image.Whole[i];
        }
        return new Picture(image.Shape, 1, values, image.Geometry) { Maximum = image.Maximum, IsPhotograph = isPng || isTiff };
    }

    private static Picture OfStb(byte[] content, string format)
    {
        try
        {
            using var stream = new MemoryStream(content, writable: false);
            var info = ImageInfo.FromStream(stream) ?? throw Damaged(format);
            var shape = MaskShape.Checked(info.Width, info.Height);
            var channels = info.ColorComponents is ColorComponents.Grey or ColorComponents.GreyAlpha ? 1 : 3;
            var picture = ImageResult.FromMemory(content, channels == 1 ? ColorComponents.Grey : ColorComponents.RedGreenBlue);
            if (picture.Data.Length != shape.Count * channels) throw Damaged(format);
            return OfInterleaved(shape, channels, picture.Data, channels);
        }
        catch (Exception e) when (e is not (MaskFileException or OutOfMemoryException))
        {
            // The decoder meets damaged files with exceptions of many types.
            throw Damaged(format);
        }
    }

    /// <summary>A picture of 8-bit values, pixel by pixel.</summary>
    /// <param name="shape">Its size.</param>
    /// <param name="channels">Channels to keep: the first ones.</param>
    /// <param name="samples">The values.</param>
    /// <param name="step">Values a pixel.</param>
    public static Picture OfInterleaved(MaskShape shape, int channels, ReadOnlySpan<byte> samples, int step)
    {
        var values = new float[channels * shape.Count];
        for (var c = 0; c < channels; c++)
        {
            for (var i = 0; i < shape.Count; i++) values[c * shape.Count + i] = samples[i * step + c];
        }
        return new Picture(shape, channels, values, null) { Maximum = byte.MaxValue, IsPhotograph = true };
    }

    private static MaskFileException Damaged(string format) => MaskFileException.Unreadable($"is a damaged {format} file");
}
