using System.IO.Compression;
using MaskSharp.Evaluator.Formats.PngFormat;

namespace MaskSharp.Evaluator.Overlays;

/// <summary>Writes a picture of palette indices as PNG.</summary>
internal static class IndexedPng
{
    /// <summary>Red, green and blue of each <see cref="OverlayColor"/>.</summary>
    public static ReadOnlySpan<byte> Palette => [24, 27, 32, 46, 204, 64, 30, 111, 255, 255, 220, 0, 232, 62, 180, 110, 116, 124];

    /// <summary>Encodes the picture.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="pixels">Indices, row by row.</param>
    public static byte[] Encode(int width, ReadOnlySpan<byte> pixels) => PngWriter.Encode(width, 8, pixels, Palette, CompressionLevel.SmallestSize);
}
