using System.Globalization;
using BitMiracle.LibTiff.Classic;
using MaskSharp.Evaluator.Formats.JpegFormat;

namespace MaskSharp.Evaluator.Formats.TiffFormat;

/// <summary>How the pixels of one page of a TIFF file are stored (TIFF 6.0).</summary>
internal readonly record struct TiffPage(int Width, int Height, int Bits, SampleFormat Format, int Samples, Photometric Photometric, Compression Compression)
{
    public bool IsReal => Format == SampleFormat.IEEEFP;

    public RealPrecision Precision => Bits switch { 16 => RealPrecision.Half, 32 => RealPrecision.Single, _ => RealPrecision.Double };

    public bool IsPalette => Photometric == Photometric.PALETTE;

    public int Colors => Photometric == Photometric.RGB ? 3 : 1;

    public bool HasAlpha => Samples == Colors + 1;

    /// <summary>The largest value of the type: of two's complement for signed samples.</summary>
    public long Maximum => Format == SampleFormat.INT ? (1L << (Bits - 1)) - 1 : (1L << Bits) - 1;

    /// <summary>Reads the description of the current page and refuses what no mask has.</summary>
    /// <exception cref="MaskFileException">The page is stored in a way that is not read here.</exception>
    public static TiffPage Of(Tiff tiff)
    {
        int Tag(TiffTag tag, int fallback) => tiff.GetFieldDefaulted(tag) is { Length: > 0 } value ? value[0].ToInt() : fallback;

        var page = new TiffPage(
            Tag(TiffTag.IMAGEWIDTH, 0),
            Tag(TiffTag.IMAGELENGTH, 0),
            Tag(TiffTag.BITSPERSAMPLE, 1),
            (SampleFormat)Tag(TiffTag.SAMPLEFORMAT, (int)SampleFormat.UINT),
            Tag(TiffTag.SAMPLESPERPIXEL, 1),
            (Photometric)Tag(TiffTag.PHOTOMETRIC, (int)Photometric.MINISBLACK),
            (Compression)Tag(TiffTag.COMPRESSION, (int)Compression.NONE));
        page.RefuseOthers((PlanarConfig)Tag(TiffTag.PLANARCONFIG, (int)PlanarConfig.CONTIG), Tag(TiffTag.ORIENTATION, 1));
        TiffCompression.Check(tiff);
        return page;
    }

    private void RefuseOthers(PlanarConfig planes, int orientation)
    {
        if (Compression is Compression.JPEG or Compression.OJPEG or Compression.JP2000) throw JpegReader.Lossy("JPEG-compressed TIFF");
        if (Photometric is not (Photometric.MINISBLACK or Photometric.MINISWHITE or Photometric.PALETTE or Photometric.RGB or Photometric.MASK))
            throw Refuse("it is stored in a colour space that masks do not have");
        if (Samples != Colors && Samples != Colors + 1) throw Refuse(Invariant($"it has {Samples} channels; a mask has one value a pixel"));
        if (Samples > 1 && planes != PlanarConfig.CONTIG) throw Refuse("its channels lie in separate planes");
        if (orientation != 1) throw Refuse(Invariant($"its orientation tag ({orientation}) says that it is turned or mirrored; save it upright"));
        var known = Format switch
        {
            SampleFormat.IEEEFP => Bits is 16 or 32 or 64 && Samples == 1,
            SampleFormat.INT => Bits is 8 or 16 or 32,
            SampleFormat.UINT or SampleFormat.VOID => Bits is 8 or 16 or 32 || (Bits is 1 or 2 or 4 or 10 or 12 or 14 && Samples == 1),
            _ => false,
        };
        if (!known) throw Refuse(Invariant($"{Bits} bits of sample format {Format} are not read here"));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static MaskFileException Refuse(string why) => MaskFileException.Unreadable($"is a TIFF file that can't be read as a mask: {why}");
}
