using System.Buffers.Binary;
using System.IO.Compression;

namespace MaskSharp.Evaluator.Tests.Support;

/// <summary>Writes NIfTI files of both versions and byte orders, right ones and wrong ones.</summary>
internal sealed record Nifti(params int[] Sides)
{
    public int Version { get; init; } = 1;

    public bool BigEndian { get; init; }

    /// <summary>The data type's code, such as 2 for unsigned bytes.</summary>
    public int Type { get; init; } = 2;

    public double Slope { get; init; }

    public double Intercept { get; init; }

    public double[] Spacing { get; init; } = [1, 1, 1];

    /// <summary>The three rows of the sform, twelve numbers; null for none.</summary>
    public double[]? Sform { get; init; }

    /// <summary>b, c, d and the offsets of the qform; null for none.</summary>
    public double[]? Qform { get; init; }

    /// <summary>pixdim[0].</summary>
    public double Hand { get; init; } = 1;

    public double? DataOffset { get; init; }

    public int Units { get; init; } = 2;

    public int Rank { get; init; } = -1;

    private int HeaderLength => Version == 1 ? 348 : 540;

    /// <summary>The file around values that are packed already, in the byte order of the file.</summary>
    public byte[] Encode(byte[] values)
    {
        var header = new byte[HeaderLength + 4];
        Int(header, 0, HeaderLength, 4);
        (Version == 1 ? "n+1\0"u8 : "n+2\0\r\n\u001a\n"u8).CopyTo(header.AsSpan(Version == 1 ? 344 : 4));
        var (dim, wide) = Version == 1 ? (40, 2) : (16, 8);
        for (var i = 0; i < 8; i++) Int(header, dim + wide * i, i == 0 ? (Rank < 0 ? Sides.Length : Rank) : i <= Sides.Length ? Sides[i - 1] : 1, wide);
        Int(header, Version == 1 ? 70 : 12, Type, 2);
        for (var i = 0; i < 4; i++) Real(header, 76, 104, i, i == 0 ? Hand : Spacing[i - 1]);
        var offset = DataOffset ?? HeaderLength + 4;
        if (Version == 1) Real(header, 108, 0, 0, offset);
        else Int(header, 168, (long)offset, 8);
        Real(header, 112, 176, 0, Slope);
        Real(header, 116, 184, 0, Intercept);
        if (Version == 1) header[123] = (byte)Units;
        else Int(header, 500, Units, 4);
        if (Qform is { } qform)
        {
            Int(header, Version == 1 ? 252 : 344, 1, Version == 1 ? 2 : 4);
            for (var i = 0; i < 6; i++) Real(header, 256, 352, i, qform[i]);
        }
        if (Sform is { } sform)
        {
            Int(header, Version == 1 ? 254 : 348, 1, Version == 1 ? 2 : 4);
            for (var i = 0; i < 12; i++) Real(header, 280, 400, i, sform[i]);
        }
        return [.. header, .. values];
    }

    /// <summary>The values 0, 1, 2 … packed as the type says.</summary>
    public byte[] Pack(params double[] values) => [.. values.SelectMany(value => Pack(value))];

    public static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(content);
        return packed.ToArray();
    }

    private byte[] Pack(double value)
    {
        byte[] bytes = Type switch
        {
            2 => [(byte)value],
            256 => [(byte)(sbyte)value],
            4 => BitConverter.GetBytes((short)value),
            512 => BitConverter.GetBytes((ushort)value),
            8 => BitConverter.GetBytes((int)value),
            768 => BitConverter.GetBytes((uint)value),
            1024 => BitConverter.GetBytes((long)value),
            1280 => BitConverter.GetBytes((ulong)value),
            16 => BitConverter.GetBytes((float)value),
            _ => BitConverter.GetBytes(value),
        };
        if (BigEndian == BitConverter.IsLittleEndian) Array.Reverse(bytes);
        return bytes;
    }

    private void Int(byte[] header, int at, long value, int bytes)
    {
        Span<byte> wide = stackalloc byte[8];
        if (BigEndian)
        {
            BinaryPrimitives.WriteInt64BigEndian(wide, value);
            wide[(8 - bytes)..].CopyTo(header.AsSpan(at));
        }
        else
        {
            BinaryPrimitives.WriteInt64LittleEndian(wide, value);
            wide[..bytes].CopyTo(header.AsSpan(at));
        }
    }

    private void Real(byte[] header, int at1, int at2, int index, double value)
    {
        if (Version == 1) Int(header, at1 + 4 * index, BitConverter.SingleToInt32Bits((float)value), 4);
        else Int(header, at2 + 8 * index, BitConverter.DoubleToInt64Bits(value), 8);
    }
}
