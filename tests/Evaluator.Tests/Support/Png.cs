using System.Buffers.Binary;
using System.IO.Compression;

namespace MaskSharp.Evaluator.Tests.Support;

/// <summary>A small PNG writer of the tests' own: every depth, colour type, filter and interlacing, and files that are wrong on purpose.</summary>
internal static class Png
{
    public const int Grey = 0, Rgb = 2, Palette = 3, GreyAlpha = 4, Rgba = 6;

    private static readonly (int X, int Y, int Dx, int Dy)[] _adam7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    public static byte[] Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static byte[] Grey8(int width, byte[] pixels) => Encode(width, pixels.Length / width, 8, Grey, [.. pixels.Select(pixel => (int)pixel)]);

    /// <summary>Encodes samples, channels next to each other.</summary>
    public static byte[] Encode(int width, int height, int depth, int color, int[] samples, bool interlaced = false, int filter = 0, int pieces = 1)
    {
        var raw = new MemoryStream();
        foreach (var (x, y, dx, dy) in interlaced ? _adam7 : [(0, 0, 1, 1)])
        {
            if (x < width && y < height) WritePass(raw, width, height, depth, Channels(color), samples, (x, y, dx, dy), filter);
        }
        return Assemble(Header(width, height, depth, color, interlaced), Deflate(raw.ToArray()), color == Palette ? PaletteOf(1 << depth) : null, pieces);
    }

    public static byte[] Assemble(byte[] header, byte[] compressed, byte[]? palette = null, int pieces = 1)
    {
        var file = new MemoryStream();
        file.Write(Signature);
        Chunk(file, "IHDR", header);
        if (palette is not null) Chunk(file, "PLTE", palette);
        Chunk(file, "tEXt", "Comment\0made by a test"u8.ToArray());
        var size = Math.Max(1, (compressed.Length + pieces - 1) / pieces);
        for (var at = 0; at < compressed.Length; at += size) Chunk(file, "IDAT", compressed[at..Math.Min(compressed.Length, at + size)]);
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    public static byte[] Header(int width, int height, int depth, int color, bool interlaced = false)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = ((byte)depth, (byte)color, (byte)(interlaced ? 1 : 0));
        return header;
    }

    public static byte[] Deflate(byte[] raw)
    {
        var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(raw);
        return compressed.ToArray();
    }

    public static void Chunk(Stream file, string type, byte[] data)
    {
        var chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        for (var i = 0; i < 4; i++) chunk[4 + i] = (byte)type[i];
        data.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc(chunk.AsSpan(4, 4 + data.Length)));
        file.Write(chunk);
    }

    public static int Channels(int color) => color switch { Grey or Palette => 1, GreyAlpha => 2, Rgb => 3, _ => 4 };

    // All entries have the same colour, so that only the index can tell them apart.
    private static byte[] PaletteOf(int entries) => [.. Enumerable.Repeat((byte)77, 3 * entries)];

    // Bit by bit, unlike the reader's tables.
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
        }
        return ~crc;
    }

    private static void WritePass(MemoryStream raw, int width, int height, int depth, int channels, int[] samples, (int X, int Y, int Dx, int Dy) pass, int filter)
    {
        byte[]? above = null;
        for (var y = pass.Y; y < height; y += pass.Dy)
        {
            var bits = new List<int>();
            for (var x = pass.X; x < width; x += pass.Dx)
            {
                for (var c = 0; c < channels; c++) bits.Add(samples[(y * width + x) * channels + c]);
            }
            var row = Pack(bits, depth);
            above ??= new byte[row.Length];
            raw.WriteByte((byte)filter);
            raw.Write(Filtered(row, above, filter, Math.Max(1, channels * depth / 8)));
            above = row;
        }
    }

    private static byte[] Pack(List<int> samples, int depth)
    {
        if (depth == 16) return [.. samples.SelectMany(sample => new[] { (byte)(sample >> 8), (byte)sample })];
        var row = new byte[(samples.Count * depth + 7) / 8];
        for (var i = 0; i < samples.Count; i++) row[i * depth / 8] |= (byte)(samples[i] << (8 - depth - i * depth % 8));
        return row;
    }

    private static byte[] Filtered(byte[] row, byte[] above, int filter, int step)
    {
        var filtered = new byte[row.Length];
        for (var i = 0; i < row.Length; i++)
        {
            int a = i < step ? 0 : row[i - step], b = above[i], c = i < step ? 0 : above[i - step];
            var p = a + b - c;
            var (pa, pb, pc) = (Math.Abs(p - a), Math.Abs(p - b), Math.Abs(p - c));
            var predicted = filter switch { 1 => a, 2 => b, 3 => (a + b) / 2, 4 => pa <= pb && pa <= pc ? a : pb <= pc ? b : c, _ => 0 };
            filtered[i] = (byte)(row[i] - predicted);
        }
        return filtered;
    }
}
