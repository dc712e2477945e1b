using System.Buffers.Binary;
using System.IO.Compression;
using MaskSharp.Evaluator.Formats;
using MaskSharp.Evaluator.Formats.PngFormat;

namespace MaskSharp.Evaluator.Overlays;

/// <summary>Writes a picture of palette indices as PNG (W3C PNG specification, third edition).</summary>
internal static class IndexedPng
{
    /// <summary>Red, green and blue of each <see cref="OverlayColor"/>.</summary>
    public static ReadOnlySpan<byte> Palette => [24, 27, 32, 46, 204, 64, 30, 111, 255, 255, 220, 0, 232, 62, 180, 110, 116, 124];

    /// <summary>Encodes the picture.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="pixels">Indices, row by row.</param>
    public static byte[] Encode(int width, ReadOnlySpan<byte> pixels)
    {
        var height = pixels.Length / width;
        using var file = new MemoryStream();
        file.Write(PngChunks.Signature);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        (header[8], header[9]) = (8, (byte)PngColor.Palette);
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "PLTE"u8, Palette);

        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (var y = 0; y < height; y++)
            {
                zlib.WriteByte(0);
                zlib.Write(pixels.Slice(y * width, width));
            }
        }
        Chunk(file, "IDAT"u8, packed.GetBuffer().AsSpan(0, (int)packed.Length));
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static void Chunk(Stream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Append(Crc32.Of(type), data));
        file.Write(number);
    }
}
