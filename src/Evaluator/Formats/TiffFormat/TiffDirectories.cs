namespace MaskSharp.Evaluator.Formats.TiffFormat;

/// <summary>
/// A look at a TIFF file's directories before the library reads them: it takes memory for whatever they claim, and a damaged file may
/// claim gigabytes.
/// </summary>
internal static class TiffDirectories
{
    private const int ImageWidth = 256;
    private const int ImageLength = 257;
    private const int RowsPerStrip = 278;
    private const int StripByteCounts = 279;
    private const int TileWidth = 322;
    private const int TileLength = 323;
    private const int TileByteCounts = 325;

    // Directories and lists of a sound file lie beside each other, a few of them shared by pages; where each of a damaged file's leads
    // into the next, reading them all would take the square of its length.
    private const long MostReadings = 4;

    /// <param name="content">The file; one that ends too early is left to the library.</param>
    /// <exception cref="MaskFileException">The directories claim more than a file of this length can hold.</exception>
    public static void Check(ReadOnlySpan<byte> content)
    {
        var file = new TiffBytes(content);
        var seen = new HashSet<long>();
        var read = (UInt128)0;
        for (var at = file.FirstDirectory; at is { } place && seen.Add(place); at = file.DirectoryAfter(place))
        {
            var sizes = new Dictionary<int, ulong>();
            for (long i = 0; file.EntryOf(place, i) is { } entry; i++)
            {
                if ((UInt128)entry.Count * (ulong)entry.Size > (ulong)content.Length)
                    throw Refused($"its tag {entry.Tag} claims {entry.Count} values");
                read += (UInt128)file.EntrySize + (entry.Tag is StripByteCounts or TileByteCounts ? (UInt128)entry.Count * (ulong)entry.Size : 0);
                if (read > (UInt128)(MostReadings * content.Length)) throw MaskFileException.Unreadable("is a damaged TIFF file: its directories overlap");
                if (entry.Tag is StripByteCounts or TileByteCounts) CheckByteCounts(file, entry, content.Length);
                else if (entry.Tag is ImageWidth or ImageLength or RowsPerStrip or TileWidth or TileLength && file.Value(entry, 0) is { } value) sizes[entry.Tag] = value;
            }
            CheckPieces(sizes, content.Length);
        }
    }

    private static void CheckByteCounts(TiffBytes file, TiffEntry entry, int fileLength)
    {
        // Values of an unknown type are none, however many are claimed.
        for (ulong i = 0; entry.Size > 0 && i < entry.Count; i++)
        {
            if (file.Value(entry, (long)i) is { } bytes && bytes > (ulong)fileLength) throw Refused($"one of its strips or tiles claims {bytes} bytes");
        }
    }

    // Each strip or tile has a place and a length of at least two bytes each in the file.
    private static void CheckPieces(Dictionary<int, ulong> sizes, int fileLength)
    {
        var (width, height) = (sizes.GetValueOrDefault(ImageWidth), sizes.GetValueOrDefault(ImageLength));
        var pieces = sizes.TryGetValue(TileWidth, out var tileWidth) && sizes.TryGetValue(TileLength, out var tileHeight)
            ? Pieces(width, tileWidth) * Pieces(height, tileHeight)
            : Pieces(height, sizes.GetValueOrDefault(RowsPerStrip, height));
        if (4 * pieces > (ulong)fileLength) throw Refused($"it claims {pieces} strips or tiles");
    }

    private static UInt128 Pieces(ulong length, ulong piece) => piece == 0 ? 0 : ((UInt128)length + piece - 1) / piece;

    private static MaskFileException Refused(string claim) => MaskFileException.Unreadable($"is a damaged TIFF file: {claim}, more than the file can hold");
}
