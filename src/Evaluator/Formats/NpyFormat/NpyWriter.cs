using System.Text;

namespace MaskSharp.Evaluator.Formats.NpyFormat;

/// <summary>Writes NumPy arrays, version 1.0 (NEP 1, 2007).</summary>
internal static class NpyWriter
{
    /// <summary>Writes an array.</summary>
    /// <param name="path">The file, which is replaced.</param>
    /// <param name="type">The type as NumPy writes it, such as "&lt;f4".</param>
    /// <param name="shape">Its size: (height, width), or (depth, height, width).</param>
    /// <param name="values">The values, little-endian, row by row, plane by plane.</param>
    /// <exception cref="IOException">The file can't be written.</exception>
    public static void Write(string path, string type, MaskShape shape, ReadOnlySpan<byte> values)
    {
        const int Alignment = 64;
        const int Before = 10;
        var sizes = shape.Depth == 1 ? $"({shape.Height}, {shape.Width})" : $"({shape.Depth}, {shape.Height}, {shape.Width})";
        var text = $"{{'descr': '{type}', 'fortran_order': False, 'shape': {sizes}, }}";
        var length = (Before + text.Length + Alignment) / Alignment * Alignment - Before;
        using var file = File.Create(path);
        file.Write([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, (byte)length, (byte)(length >> 8)]);
        file.Write(Encoding.ASCII.GetBytes(text.PadRight(length - 1) + "\n"));
        file.Write(values);
    }
}
