using BitMiracle.LibTiff.Classic;

namespace MaskSharp.Evaluator.Tests.Support;

/// <summary>A grey JPEG picture of 16 × 16 pixels, the left half white.</summary>
internal static class Jpeg
{
    /// <summary>The picture as a JPEG file: the one strip of a JPEG-compressed TIFF that keeps no tables outside it.</summary>
    public static byte[] Grey16()
    {
        var file = new TiffFile(16, 16) { Compression = Compression.JPEG, RowsPerStrip = 16 }.Encode([.. Left()]);
        using var stream = new MemoryStream(file);
        using var tiff = Tiff.ClientOpen("test", "r", stream, new TiffStream());
        var strip = new byte[tiff.RawStripSize(0)];
        tiff.ReadRawStrip(0, strip, 0, strip.Length);
        return strip;
    }

    /// <summary>The picture's pixels: 255 on the left, 0 on the right.</summary>
    public static IEnumerable<byte> Left() => Enumerable.Range(0, 256).Select(i => i % 16 < 8 ? (byte)255 : (byte)0);
}
