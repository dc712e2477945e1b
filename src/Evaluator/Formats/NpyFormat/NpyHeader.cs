using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using MaskSharp.Evaluator.Formats.Numbers;

namespace MaskSharp.Evaluator.Formats.NpyFormat;

/// <summary>The header of an NPY file, versions 1 to 3 (numpy.lib.format).</summary>
/// <param name="Type">Type of the numbers.</param>
/// <param name="Shape">The array's sides; sides of 1 are left out while more than two remain.</param>
/// <param name="FortranOrder">The first index runs fastest.</param>
internal sealed record NpyHeader(NumberType Type, MaskShape Shape, bool FortranOrder)
{
    // A header of numbers in an array of a few dimensions has some 100 bytes; numpy pads to a multiple of 64.
    private const int MostBytes = 4096;

    public static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads the header from the beginning of a stream, and leaves the stream at the first number.</summary>
    /// <exception cref="MaskFileException">It is damaged, or the array can't be a mask.</exception>
    public static NpyHeader Read(Stream stream)
    {
        Span<byte> start = stackalloc byte[8];
        NumberStream.Fill(stream, start, "NPY");
        if (!start[..6].SequenceEqual(Magic)) throw Damaged("it lacks the mark of an NPY file");
        if (start[6] is < 1 or > 3) throw Damaged(string.Create(CultureInfo.InvariantCulture, $"there is no version {start[6]}.{start[7]} of it"));
        Span<byte> size = stackalloc byte[start[6] == 1 ? 2 : 4];
        NumberStream.Fill(stream, size, "NPY");
        var length = start[6] == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(size) : BinaryPrimitives.ReadUInt32LittleEndian(size);
        if (length > MostBytes) throw Damaged(string.Create(CultureInfo.InvariantCulture, $"its header has {length} bytes"));
        var text = new byte[length];
        NumberStream.Fill(stream, text, "NPY");
        return Parse(Encoding.UTF8.GetString(text));
    }

    private static NpyHeader Parse(string text)
    {
        var fields = PythonDictionary.Parse(text);
        if (fields.GetValueOrDefault("descr") is not string descr || fields.GetValueOrDefault("fortran_order") is not bool fortran || fields.GetValueOrDefault("shape") is not long[] shape)
            throw Refuse("it holds a record of several fields, or its header lacks descr, fortran_order or shape");
        return new NpyHeader(TypeOf(descr), ShapeOf(shape), fortran);
    }

    private static NumberType TypeOf(string descr)
    {
        if (descr.Length == 3 && descr[2] is '1' or '2' or '4' or '8' && descr[0] is '<' or '>' or '|' or '=')
        {
            var bytes = descr[2] - '0';
            var bigEndian = descr[0] == '>';
            switch (descr[1])
            {
                case 'b' when bytes == 1:
                    return new(NumberKind.Boolean, 1);
                case 'u':
                    return new(NumberKind.Unsigned, bytes, bigEndian);
                case 'i':
                    return new(NumberKind.Signed, bytes, bigEndian);
                case 'f' when bytes > 1:
                    return new(NumberKind.Float, bytes, bigEndian);
            }
        }
        throw Refuse(descr.Contains('O', StringComparison.Ordinal)
            ? "it holds Python objects, which are never run here; save an array of numbers"
            : $"its type '{descr}' is none of booleans, whole numbers and floating numbers of up to 64 bits");
    }

    private static MaskShape ShapeOf(long[] sides)
    {
        var kept = sides.ToList();
        while (kept.Count > 2 && kept.IndexOf(1) is >= 0 and var single) kept.RemoveAt(single);
        if (kept.Count is < 2 or > 3)
            throw Refuse(string.Create(CultureInfo.InvariantCulture, $"its shape ({string.Join(", ", sides)}) is neither (height, width) nor (depth, height, width)"));
        return kept.Count == 2 ? MaskShape.Checked(kept[1], kept[0]) : MaskShape.Checked(kept[2], kept[1], kept[0]);
    }

    private static MaskFileException Damaged(string how) => MaskFileException.Unreadable($"is a damaged NPY file: {how}");

    private static MaskFileException Refuse(string why) => MaskFileException.Unreadable($"is an NPY file that can't be read as a mask: {why}");
}
