using System.Buffers.Binary;
using System.Globalization;
using MaskSharp.Evaluator.Formats.Numbers;

namespace MaskSharp.Evaluator.Formats.NiftiFormat;

/// <summary>The header of a NIfTI-1 or NIfTI-2 file in one piece (nifti1.h, Cox et al. 2004; nifti2.h, 2011).</summary>
internal sealed class NiftiHeader
{
    /// <summary>Bytes of the header of NIfTI-1.</summary>
    public const int Length1 = 348;

    /// <summary>Bytes of the header of NIfTI-2.</summary>
    public const int Length2 = 540;

    private readonly byte[] _bytes;
    private readonly bool _bigEndian;

    private NiftiHeader(byte[] bytes, bool bigEndian)
    {
        (_bytes, _bigEndian) = (bytes, bigEndian);
        Shape = ReadShape();
        (Type, Channels) = ReadType();
        Geometry = NiftiGeometry.Read(this, Shape);
    }

    public bool IsSecond => _bytes.Length == Length2;

    public MaskShape Shape { get; }

    public NumberType Type { get; }

    /// <summary>Numbers a voxel: 1, or 3 and 4 of RGB and RGBA.</summary>
    public int Channels { get; }

    public MaskGeometry Geometry { get; }

    /// <summary>Where the values begin in the file.</summary>
    public long DataOffset { get; private set; }

    /// <summary>The factor and the summand by which stored numbers become values.</summary>
    public (double Slope, double Intercept) Scaling { get; private set; }

    /// <summary>
    /// Whether the scaling changes values at all. A factor of 0 means none; programs that compute it write 0.99999997 for 1, which would
    /// turn every label into a fraction.
    /// </summary>
    public bool IsScaled => Scaling.Slope != 0 && !(Math.Abs(Scaling.Slope - 1) < 1e-5 && Math.Abs(Scaling.Intercept) < 1e-5);

    /// <summary>How many bytes the header has, by its first four; 0 if these begin no NIfTI file.</summary>
    public static int LengthOf(ReadOnlySpan<byte> content)
    {
        if (content.Length < 4) return 0;
        var little = BinaryPrimitives.ReadInt32LittleEndian(content);
        var big = BinaryPrimitives.ReadInt32BigEndian(content);
        return little is Length1 or Length2 ? little : big is Length1 or Length2 ? big : 0;
    }

    /// <summary>Reads and checks a header.</summary>
    /// <exception cref="MaskFileException">It is damaged, or says that the file holds something that is no mask.</exception>
    public static NiftiHeader Parse(byte[] bytes)
    {
        var bigEndian = BinaryPrimitives.ReadInt32BigEndian(bytes) == bytes.Length;
        var magic = bytes.AsSpan(bytes.Length == Length2 ? 4 : 344, 4);
        if (magic.SequenceEqual("ni1\0"u8) || magic.SequenceEqual("ni2\0"u8)) throw Refuse("its values lie in a second file (.img); save it as one .nii or .nii.gz");
        if (!magic.SequenceEqual(bytes.Length == Length2 ? "n+2\0"u8 : "n+1\0"u8)) throw Damaged("it lacks the mark of a NIfTI file");
        var header = new NiftiHeader(bytes, bigEndian);
        header.ReadData();
        return header;
    }

    /// <summary>A whole number of NIfTI-1 and the wider one of NIfTI-2.</summary>
    public long Integer(int at1, int at2, int bytes2) => IsSecond
        ? bytes2 switch { 8 => Long(at2), 4 => Int(at2), _ => Short(at2) }
        : Short(at1);

    /// <summary>A floating value: float in NIfTI-1, double in NIfTI-2.</summary>
    public double Real(int at1, int at2) => IsSecond
        ? BitConverter.Int64BitsToDouble(Long(at2))
        : BitConverter.Int32BitsToSingle(Int(at1));

    /// <summary>The unit of length, as a factor to millimetres; an unknown unit is taken for millimetres.</summary>
    public double Millimetres() => ((IsSecond ? Int(500) : _bytes[123]) & 7) switch { 1 => 1000, 3 => 0.001, _ => 1 };

    private static MaskFileException Damaged(string how) => MaskFileException.Unreadable($"is a damaged NIfTI file: {how}");

    private static MaskFileException Refuse(string why) => MaskFileException.Unreadable($"is a NIfTI file that can't be read as a mask: {why}");

    private MaskShape ReadShape()
    {
        long Dim(int i) => Integer(40 + 2 * i, 16 + 8 * i, 8);

        var rank = Dim(0);
        if (rank is < 1 or > 7) throw Damaged(string.Create(CultureInfo.InvariantCulture, $"it says that it has {rank} dimensions"));
        for (var i = 4; i <= rank; i++)
        {
            if (Dim(i) > 1) throw Refuse(string.Create(CultureInfo.InvariantCulture, $"it is a series or has several values a voxel ({Dim(i)} along dimension {i}); save one volume"));
        }
        return MaskShape.Checked(Dim(1), rank >= 2 ? Dim(2) : 1, rank >= 3 ? Dim(3) : 1);
    }

    private (NumberType Type, int Channels) ReadType()
    {
        var code = Integer(70, 12, 2);
        return code switch
        {
            2 => (new(NumberKind.Unsigned, 1), 1),
            4 => (new(NumberKind.Signed, 2, _bigEndian), 1),
            8 => (new(NumberKind.Signed, 4, _bigEndian), 1),
            16 => (new(NumberKind.Float, 4, _bigEndian), 1),
            64 => (new(NumberKind.Float, 8, _bigEndian), 1),
            128 => (new(NumberKind.Unsigned, 1), 3),
            256 => (new(NumberKind.Signed, 1), 1),
            512 => (new(NumberKind.Unsigned, 2, _bigEndian), 1),
            768 => (new(NumberKind.Unsigned, 4, _bigEndian), 1),
            1024 => (new(NumberKind.Signed, 8, _bigEndian), 1),
            1280 => (new(NumberKind.Unsigned, 8, _bigEndian), 1),
            2304 => (new(NumberKind.Unsigned, 1), 4),
            1 => throw Refuse("its values are single bits, for which no byte order is agreed on; save it as unsigned bytes"),
            32 or 1792 or 2048 => throw Refuse("its values are complex numbers"),
            1536 => throw Refuse("its values are floating numbers of 128 bits; save it with 32 or 64"),
            _ => throw Damaged(string.Create(CultureInfo.InvariantCulture, $"there is no data type {code}")),
        };
    }

    private void ReadData()
    {
        var offset = IsSecond ? Long(168) : Real(108, 0);
        // 0 stands for "right behind the header"; a fraction or an infinity is no place in a file.
        var least = _bytes.Length + 4;
        if (offset == 0) offset = least;
        if (!(offset >= least) || offset > MaskFormats.MaximumFileLength || offset != Math.Floor(offset))
            throw Damaged(string.Create(CultureInfo.InvariantCulture, $"it says that its values begin at byte {offset}"));
        DataOffset = (long)offset;
        Scaling = (Real(112, 176), Real(116, 184));
        if (!double.IsFinite(Scaling.Slope) || !double.IsFinite(Scaling.Intercept)) Scaling = (0, 0);
    }

    private short Short(int at) => _bigEndian ? BinaryPrimitives.ReadInt16BigEndian(_bytes.AsSpan(at)) : BinaryPrimitives.ReadInt16LittleEndian(_bytes.AsSpan(at));

    private int Int(int at) => _bigEndian ? BinaryPrimitives.ReadInt32BigEndian(_bytes.AsSpan(at)) : BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(at));

    private long Long(int at) => _bigEndian ? BinaryPrimitives.ReadInt64BigEndian(_bytes.AsSpan(at)) : BinaryPrimitives.ReadInt64LittleEndian(_bytes.AsSpan(at));
}
