using BitMiracle.LibTiff.Classic;

namespace MaskSharp.Evaluator.Formats.TiffFormat;

/// <summary>TIFF masks: whole numbers and floating values, palette indices as they are, several pages of one size as a volume.</summary>
internal sealed class TiffReader : IMaskReader
{
    // LZW, the densest of the byte-wise methods, gives at most 4096 bytes for a code of 9 bits.
    public const long DensestRatio = 4096;

    public string Name => "TIFF";

    public IReadOnlyList<string> Extensions { get; } = [".tif", ".tiff"];

    public bool Recognises(ReadOnlySpan<byte> content) =>
        content.StartsWith("II*\0"u8) || content.StartsWith("MM\0*"u8) || content.StartsWith("II+\0"u8) || content.StartsWith("MM\0+"u8);

    public MaskImage Read(byte[] content, bool acceptLossy)
    {
        TiffDirectories.Check(content);
        TiffMessages.Clear();
        try
        {
            using var stream = new MemoryStream(content, writable: false);
            using var tiff = Tiff.ClientOpen("mask", "r", stream, new TiffStream()) ?? throw TiffMessages.Damaged();
            return ReadPages(tiff, content.Length);
        }
        catch (Exception e) when (e is not (MaskFileException or OutOfMemoryException))
        {
            // The library meets damaged files with exceptions of many types.
            throw TiffMessages.Damaged();
        }
    }

    private static MaskImage ReadPages(Tiff tiff, long fileLength)
    {
        var pages = Pages(tiff);
        Go(tiff, pages[0]);
        var page = TiffPage.Of(tiff);
        var shape = MaskShape.Checked(page.Width, page.Height, pages.Count);
        RefuseMoreThanCompressionGives(page, shape, fileLength);
        var image = page.IsReal ? MaskImage.OfReal(shape, page.Precision) : MaskImage.OfWhole(shape, page.Maximum, page.IsPalette);
        try
        {
            for (var plane = 0; plane < pages.Count; plane++)
            {
                Go(tiff, pages[plane]);
                if (TiffPage.Of(tiff) != page)
                    throw MaskFileException.Unreadable("is a TIFF file whose pages differ in size or kind; a volume's planes are alike, and a picture has one page");
                var writer = new TiffRowWriter(page, image, plane * shape.Width * shape.Height);
                if (tiff.IsTiled()) ReadTiles(tiff, page, writer);
                else if (page.Compression == Compression.PACKBITS) ReadStrips(tiff, page, writer);
                else ReadRows(tiff, page, writer);
            }
            return image;
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }

    // Where the pages lie, without the thumbnails and transparency masks that some programs add as further pages.
    private static List<long> Pages(Tiff tiff)
    {
        const FileType Additions = FileType.REDUCEDIMAGE | FileType.MASK;
        var seen = new HashSet<long>();
        var pages = new List<long>();
        do
        {
            // A damaged file may lead back to an earlier page.
            if (!seen.Add(tiff.CurrentDirOffset())) throw TiffMessages.Damaged();
            var kind = tiff.GetFieldDefaulted(TiffTag.SUBFILETYPE) is { Length: > 0 } value ? (FileType)value[0].ToInt() : 0;
            if ((kind & Additions) == 0) pages.Add(tiff.CurrentDirOffset());
        }
        while (tiff.ReadDirectory());
        return pages.Count > 0 && tiff.LastDirectory() ? pages : throw TiffMessages.Damaged();
    }

    private static void Go(Tiff tiff, long page)
    {
        if (!tiff.SetSubDirectory(page)) throw TiffMessages.Damaged();
    }

    private static void ReadRows(Tiff tiff, TiffPage page, TiffRowWriter writer)
    {
        var row = new byte[tiff.ScanlineSize()];
        for (var y = 0; y < page.Height; y++)
        {
            if (!tiff.ReadScanline(row, y)) throw TiffMessages.Damaged();
            writer.Write(row, 0, y, page.Width);
        }
    }

    // Row by row, the library takes the rest of a run that goes on in the next row for further runs. TIFF 6.0 wants each row packed by
    // itself, but there are writers that pack whole strips.
    private static void ReadStrips(Tiff tiff, TiffPage page, TiffRowWriter writer)
    {
        var rowBytes = tiff.ScanlineSize();
        var rows = Math.Min(page.Height, tiff.GetFieldDefaulted(TiffTag.ROWSPERSTRIP) is { Length: > 0 } value && value[0].ToInt() is > 0 and var given ? given : page.Height);
        if ((long)rows * rowBytes > Array.MaxLength)
        {
            ReadRows(tiff, page, writer);
            return;
        }
        var strip = new byte[rows * rowBytes];
        for (var y = 0; y < page.Height; y += rows)
        {
            var bytes = Math.Min(rows, page.Height - y) * rowBytes;
            if (tiff.ReadEncodedStrip(tiff.ComputeStrip(y, 0), strip, 0, bytes) != bytes) throw TiffMessages.Damaged();
            for (var row = 0; row * rowBytes < bytes; row++) writer.Write(strip.AsSpan(row * rowBytes, rowBytes), 0, y + row, page.Width);
        }
    }

    private static void ReadTiles(Tiff tiff, TiffPage page, TiffRowWriter writer)
    {
        var width = tiff.GetField(TiffTag.TILEWIDTH)[0].ToInt();
        var height = tiff.GetField(TiffTag.TILELENGTH)[0].ToInt();
        MaskShape.Checked(width, height);
        var rowBytes = tiff.TileRowSize();
        var tile = new byte[tiff.TileSize()];
        for (var y = 0; y < page.Height; y += height)
        {
            for (var x = 0; x < page.Width; x += width)
            {
                if (tiff.ReadTile(tile, 0, x, y, 0, 0) < 0) throw TiffMessages.Damaged();
                for (var row = 0; row < Math.Min(height, page.Height - y); row++)
                    writer.Write(tile.AsSpan(row * rowBytes, rowBytes), x, y + row, Math.Min(width, page.Width - x));
            }
        }
    }

    // A short file that claims a huge picture is refused before memory is taken for it.
    private static void RefuseMoreThanCompressionGives(TiffPage page, MaskShape shape, long fileLength)
    {
        var bytes = (long)shape.Count * page.Bits * page.Samples / 8;
        var bytewise = page.Compression is Compression.NONE or Compression.LZW or Compression.PACKBITS or Compression.DEFLATE or Compression.ADOBE_DEFLATE;
        if (bytewise && bytes > fileLength * (page.Compression == Compression.NONE ? 1 : DensestRatio))
            throw MaskFileException.Unreadable($"is a damaged TIFF file: it holds too little data for {shape} pixels");
    }
}
