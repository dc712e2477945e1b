using System.Globalization;
using BitMiracle.LibTiff.Classic;

namespace MaskSharp.Evaluator.Formats.TiffFormat;

/// <summary>Compression methods that other programs write and the TIFF library does not know.</summary>
internal static class TiffCompression
{
    /// <summary>Refuses them by name, before the library calls the file damaged.</summary>
    /// <exception cref="MaskFileException">The current page is compressed by such a method.</exception>
    public static void Check(Tiff tiff)
    {
        var method = tiff.GetFieldDefaulted(TiffTag.COMPRESSION) is { Length: > 0 } value ? value[0].ToInt() : (int)Compression.NONE;
        if (tiff.IsCodecConfigured((Compression)method)) return;
        throw MaskFileException.Unreadable($"is a TIFF file that can't be read here: it is compressed by {NameOf(method)}; save it with Deflate or LZW compression, or as PNG");
    }

    // As registered with Adobe, and by libtiff.
    private static string NameOf(int method) => method switch
    {
        (int)Compression.JBIG => "JBIG",
        (int)Compression.JP2000 => "JPEG 2000",
        34887 => "LERC",
        34925 => "LZMA",
        50000 => "Zstandard (ZSTD)",
        50001 => "WebP",
        50002 or 52546 => "JPEG XL",
        _ => string.Create(CultureInfo.InvariantCulture, $"method {method}"),
    };
}
