using System.Buffers.Binary;
using System.IO.Compression;

namespace MaskSharp.Evaluator.Formats.NiftiFormat;

/// <summary>Writes NIfTI-1 volumes, little-endian and compressed by gzip (nifti1.h, Cox et al. 2004).</summary>
internal static class NiftiWriter
{
    private const int HeaderLength = 352;

    /// <summary>Writes a volume.</summary>
    /// <param name="path">The file, which is replaced.</param>
    /// <param name="shape">Its shape; pictures have one plane.</param>
    /// <param name="type">The type of its values.</param>
    /// <param name="values">The values, little-endian, row by row, plane by plane.</param>
    /// <param name="geometry">Where they lie; null for a spacing of 1.</param>
    /// <exception cref="IOException">The file can't be written.</exception>
    /// <exception cref="MaskFileException">A side is longer than NIfTI-1 can say.</exception>
    public static void Write(string path, MaskShape shape, NiftiType type, ReadOnlySpan<byte> values, MaskGeometry? geometry)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        header.Clear();
        BinaryPrimitives.WriteInt32LittleEndian(header, NiftiHeader.Length1);
        WriteShape(header, shape);
        BinaryPrimitives.WriteInt16LittleEndian(header[70..], (short)type);
        BinaryPrimitives.WriteInt16LittleEndian(header[72..], (short)(8 * (values.Length / shape.Count)));
        WritePlace(header, geometry ?? MaskGeometry.OfSpacing(1, 1, 1));
        BinaryPrimitives.WriteSingleLittleEndian(header[108..], HeaderLength);
        "n+1\0"u8.CopyTo(header[344..]);

        using var file = File.Create(path);
        using var gzip = new GZipStream(file, CompressionLevel.Fastest);
        gzip.Write(header);
        gzip.Write(values);
    }

    // A dimension has 16 bits.
    private static void WriteShape(Span<byte> header, MaskShape shape)
    {
        if (shape.Width > short.MaxValue || shape.Height > short.MaxValue || shape.Depth > short.MaxValue)
            throw MaskFileException.Unreadable($"has {shape} pixels, which is more than a NIfTI file can hold: {short.MaxValue} along each axis");
        ReadOnlySpan<int> dimensions = [shape.Depth == 1 ? 2 : 3, shape.Width, shape.Height, shape.Depth, 1, 1, 1, 1];
        for (var i = 0; i < dimensions.Length; i++) BinaryPrimitives.WriteInt16LittleEndian(header[(40 + 2 * i)..], (short)dimensions[i]);
    }

    private static void WritePlace(Span<byte> header, MaskGeometry geometry)
    {
        const byte Millimetres = 2;
        header[123] = Millimetres;
        var (x, y, z) = geometry.Spacing;
        ReadOnlySpan<double> steps = [1, x, y, z];
        for (var i = 0; i < steps.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(header[(76 + 4 * i)..], (float)steps[i]);
        if (!geometry.IsOriented) return;

        BinaryPrimitives.WriteInt16LittleEndian(header[254..], 1);
        ReadOnlySpan<MaskVector> columns = [geometry.X, geometry.Y, geometry.Z, geometry.Origin];
        for (var i = 0; i < columns.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(header[(280 + 4 * i)..], (float)columns[i].X);
            BinaryPrimitives.WriteSingleLittleEndian(header[(296 + 4 * i)..], (float)columns[i].Y);
            BinaryPrimitives.WriteSingleLittleEndian(header[(312 + 4 * i)..], (float)columns[i].Z);
        }
    }
}
