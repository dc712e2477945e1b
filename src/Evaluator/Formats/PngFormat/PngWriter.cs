using System.Buffers.Binary;
using System.IO.Compression;

namespace MaskSharp.Evaluator.Formats.PngFormat;

/// <summary>Writes PNG files (W3C PNG specification, third edition).</summary>
internal static class PngWriter
{
    /// <summary>Encodes a picture of one value a pixel.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="bits">Bits a value: 8 or 16.</param>
    /// <param name="rows">The values, row by row; of 16 bits the high byte first.</param>
    /// <param name="palette">Red, green and blue of each value; empty for grey.</param>
    /// <param name="level">How hard to compress.</param>
    public static byte[] Encode(int width, int bits, ReadOnlySpan<byte> rows, ReadOnlySpan<byte> palette, CompressionLevel level)
    {
        var stride = width * bits / 8;
        var height = rows.Length / stride;
        using var file = new MemoryStream();
        file.Write(PngChunks.Signature);
        Span<byte> header = stackalloc byte[13];
        header.Clear();
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        (header[8], header[9]) = ((byte)bits, (byte)(palette.IsEmpty ? PngColor.Grey : PngColor.Palette));
        Chunk(file, "IHDR"u8, header);
        if (!palette.IsEmpty) Chunk(file, "PLTE"u8, palette);

        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, level, leaveOpen: true))
        {
            for (var y = 0; y < height; y++)
            {
                zlib.WriteByte(0);
                zlib.Write(rows.Slice(y * stride, stride));
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
