using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace SegmentationProject;

/// <summary>Reads and writes two-dimensional NumPy arrays (version 1.0, little-endian, row by row) of bytes and of floats.</summary>
internal static partial class NpyFile
{
    public static (T[] Values, int Height, int Width) Read<T>(string path)
        where T : unmanaged
    {
        var bytes = File.ReadAllBytes(path);
        var start = 10 + BitConverter.ToUInt16(bytes, 8);
        var header = Encoding.ASCII.GetString(bytes, 10, start - 10);
        if (!header.Contains($"'{Type<T>()}'", StringComparison.Ordinal) || Shape().Match(header) is not { Success: true } shape)
            throw new InvalidDataException($"{path} is no two-dimensional array of {Type<T>()}: {header.Trim()}");
        return (MemoryMarshal.Cast<byte, T>(bytes.AsSpan(start)).ToArray(), int.Parse(shape.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(shape.Groups[2].Value, CultureInfo.InvariantCulture));
    }

    public static void Write<T>(string path, ReadOnlySpan<T> values, int height, int width)
        where T : unmanaged
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var header = $"{{'descr': '{Type<T>()}', 'fortran_order': False, 'shape': ({height}, {width}), }}";
        header = header.PadRight(128 - 10 - 1) + "\n";
        using var file = File.Create(path);
        file.Write([0x93, .. "NUMPY"u8, 1, 0]);
        file.Write(BitConverter.GetBytes((ushort)header.Length));
        file.Write(Encoding.ASCII.GetBytes(header));
        file.Write(MemoryMarshal.AsBytes(values));
    }

    private static string Type<T>() => typeof(T) == typeof(byte) ? "|u1" : typeof(T) == typeof(float) ? "<f4" : throw new NotSupportedException($"Arrays of {typeof(T).Name} are not supported.");

    [GeneratedRegex(@"'fortran_order': False, 'shape': \((\d+), (\d+)\)")]
    private static partial Regex Shape();
}
