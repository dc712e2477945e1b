using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace MsBuildTasks.Tests.Support;

/// <summary>Writes a mask of 8 × 8 pixels as an 8-bit grey PNG.</summary>
internal static class PngMask
{
    private const int Side = 8;

    /// <param name="foreground">How many pixels, row by row from the first, are 255; the others are 0.</param>
    public static void Write(string path, int foreground)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = File.Create(path);
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        WriteChunk(file, "IHDR", [0, 0, 0, Side, 0, 0, 0, Side, 8, 0, 0, 0, 0]);
        WriteChunk(file, "IDAT", Compress(foreground));
        WriteChunk(file, "IEND", []);
    }

    private static byte[] Compress(int foreground)
    {
        using var compressed = new MemoryStream();
        using (var stream = new ZLibStream(compressed, CompressionLevel.Optimal))
        {
            for (var row = 0; row < Side; row++)
            {
                stream.WriteByte(0);
                for (var column = 0; column < Side; column++)
                    stream.WriteByte(row * Side + column < foreground ? byte.MaxValue : byte.MinValue);
            }
        }

        return compressed.ToArray();
    }

    private static void WriteChunk(Stream file, string type, byte[] data)
    {
        var number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        byte[] content = [.. Encoding.ASCII.GetBytes(type), .. data];
        file.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(content));
        file.Write(number);
    }

    private static uint Crc(byte[] content)
    {
        var crc = uint.MaxValue;
        foreach (var value in content)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? 0xedb88320 ^ (crc >> 1) : crc >> 1;
        }

        return ~crc;
    }
}
