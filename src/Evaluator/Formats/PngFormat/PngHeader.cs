using System.Buffers.Binary;
using System.Globalization;

namespace MaskSharp.Evaluator.Formats.PngFormat;

/// <summary>The IHDR chunk of a PNG file (W3C PNG specification, third edition, 11.2.1).</summary>
internal readonly record struct PngHeader(MaskShape Shape, int BitDepth, PngColor Color, bool Interlaced)
{
    public int Channels => Color switch
    {
        PngColor.Grey or PngColor.Palette => 1,
        PngColor.GreyAlpha => 2,
        PngColor.Rgb => 3,
        _ => 4,
    };

    public int BitsPerPixel => BitDepth * Channels;

    /// <summary>Bytes of a row of <paramref name="width"/> pixels, without the filter byte before it.</summary>
    public int RowBytes(int width) => checked((int)(((long)width * BitsPerPixel + 7) / 8));

    public static PngHeader Parse(ReadOnlySpan<byte> data)
    {
        if (data.Length != 13) throw MaskFileException.Unreadable("is a damaged PNG file: its header has the wrong length");
        var shape = MaskShape.Checked(BinaryPrimitives.ReadUInt32BigEndian(data), BinaryPrimitives.ReadUInt32BigEndian(data[4..]));
        int depth = data[8];
        var color = (PngColor)data[9];
        var allowed = color switch
        {
            PngColor.Grey => depth is 1 or 2 or 4 or 8 or 16,
            PngColor.Palette => depth is 1 or 2 or 4 or 8,
            PngColor.Rgb or PngColor.GreyAlpha or PngColor.Rgba => depth is 8 or 16,
            _ => false,
        };
        if (!allowed)
            throw MaskFileException.Unreadable(string.Create(CultureInfo.InvariantCulture, $"is a damaged PNG file: colour type {data[9]} with {depth} bits does not exist"));
        if (data[10] != 0 || data[11] != 0 || data[12] > 1)
            throw MaskFileException.Unreadable("is a damaged PNG file: unknown compression, filter or interlace method");
        return new PngHeader(shape, depth, color, data[12] == 1);
    }
}
