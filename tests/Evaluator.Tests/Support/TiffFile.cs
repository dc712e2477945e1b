using BitMiracle.LibTiff.Classic;

namespace MaskSharp.Evaluator.Tests.Support;

/// <summary>Writes TIFF files of many kinds through LibTiff.</summary>
internal sealed record TiffFile(int Width, int Height)
{
    public int Bits { get; init; } = 8;

    public int Samples { get; init; } = 1;

    public SampleFormat Format { get; init; } = SampleFormat.UINT;

    public Photometric Photometric { get; init; } = Photometric.MINISBLACK;

    public Compression Compression { get; init; } = Compression.NONE;

    public Predictor Predictor { get; init; } = Predictor.NONE;

    public int Orientation { get; init; } = 1;

    public int TileSize { get; init; }

    public int RowsPerStrip { get; init; } = 3;

    public bool BigEndian { get; init; }

    /// <summary>Packs whole strips in PackBits' literal runs, which then go on from row to row, as some writers do against TIFF 6.0.</summary>
    public bool RunsAcrossRows { get; init; }

    /// <summary>Per page: the rows' bytes in this machine's order, and whether the page is a thumbnail.</summary>
    public byte[] Encode(params (byte[] Pixels, bool Thumbnail)[] pages)
    {
        using var stream = new MemoryStream();
        using (var tiff = Tiff.ClientOpen("test", BigEndian ? "wb" : "wl", stream, new KeepOpen()))
        {
            foreach (var (pixels, thumbnail) in pages) WritePage(tiff, pixels, thumbnail);
        }
        return stream.ToArray();
    }

    public byte[] Encode(byte[] pixels) => Encode((pixels, false));

    private void WritePage(Tiff tiff, byte[] pixels, bool thumbnail)
    {
        if (thumbnail) tiff.SetField(TiffTag.SUBFILETYPE, FileType.REDUCEDIMAGE);
        tiff.SetField(TiffTag.IMAGEWIDTH, Width);
        tiff.SetField(TiffTag.IMAGELENGTH, Height);
        tiff.SetField(TiffTag.BITSPERSAMPLE, Bits);
        tiff.SetField(TiffTag.SAMPLESPERPIXEL, Samples);
        tiff.SetField(TiffTag.SAMPLEFORMAT, Format);
        tiff.SetField(TiffTag.PHOTOMETRIC, Photometric);
        tiff.SetField(TiffTag.PLANARCONFIG, PlanarConfig.CONTIG);
        tiff.SetField(TiffTag.COMPRESSION, Compression);
        tiff.SetField(TiffTag.ORIENTATION, Orientation);
        if (Compression == Compression.JPEG) tiff.SetField(TiffTag.JPEGTABLESMODE, JpegTablesMode.NONE);
        if (Predictor != Predictor.NONE) tiff.SetField(TiffTag.PREDICTOR, Predictor);
        if (Samples is 2 or 4) tiff.SetField(TiffTag.EXTRASAMPLES, 1, new short[] { 2 });
        if (Photometric == Photometric.PALETTE)
        {
            var colors = Enumerable.Repeat((short)99, 1 << Bits).ToArray();
            tiff.SetField(TiffTag.COLORMAP, colors, colors, colors);
        }
        if (TileSize > 0) WriteTiles(tiff, pixels);
        else WriteRows(tiff, pixels);
        tiff.WriteDirectory();
    }

    private int RowBytes => (Width * Bits * Samples + 7) / 8;

    private void WriteRows(Tiff tiff, byte[] pixels)
    {
        tiff.SetField(TiffTag.ROWSPERSTRIP, RowsPerStrip);
        if (RunsAcrossRows)
        {
            var strip = 0;
            foreach (var bytes in pixels.Chunk(RowsPerStrip * RowBytes))
            {
                byte[] packed = [.. bytes.Chunk(128).SelectMany(run => run.Prepend((byte)(run.Length - 1)))];
                tiff.WriteRawStrip(strip++, packed, packed.Length);
            }
            return;
        }
        for (var y = 0; y < Height; y++) tiff.WriteScanline(pixels[(y * RowBytes)..((y + 1) * RowBytes)], y);
    }

    private void WriteTiles(Tiff tiff, byte[] pixels)
    {
        tiff.SetField(TiffTag.TILEWIDTH, TileSize);
        tiff.SetField(TiffTag.TILELENGTH, TileSize);
        for (var y = 0; y < Height; y += TileSize)
        {
            for (var x = 0; x < Width; x += TileSize)
            {
                var tile = new byte[TileSize * TileSize * Bits * Samples / 8];
                for (var row = 0; row < Math.Min(TileSize, Height - y); row++)
                {
                    var count = Math.Min(TileSize, Width - x) * Bits * Samples / 8;
                    Array.Copy(pixels, (y + row) * RowBytes + x * Bits * Samples / 8, tile, row * TileSize * Bits * Samples / 8, count);
                }
                tiff.WriteTile(tile, 0, x, y, 0, 0);
            }
        }
    }

    private sealed class KeepOpen : TiffStream
    {
        public override void Close(object clientData)
        {
        }
    }
}
