using System.Buffers.Binary;

namespace MaskSharp.Evaluator.Formats.PngFormat;

/// <summary>The chunks of a PNG file, walked once: the header, and where the compressed pixels lie.</summary>
internal sealed class PngChunks
{
    private PngChunks(PngHeader header, List<Range> pixels, long pixelLength)
    {
        Header = header;
        Pixels = pixels;
        PixelLength = pixelLength;
    }

    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public PngHeader Header { get; }

    /// <summary>The IDAT chunks' contents, in order.</summary>
    public List<Range> Pixels { get; }

    public long PixelLength { get; }

    public static PngChunks Walk(ReadOnlySpan<byte> content)
    {
        PngHeader? header = null;
        var pixels = new List<Range>();
        long pixelLength = 0;
        var ended = false;
        var at = Signature.Length;
        while (!ended)
        {
            if (content.Length - at < 12) throw Damaged("it ends too early");
            var length = BinaryPrimitives.ReadUInt32BigEndian(content[at..]);
            if (length > content.Length - at - 12) throw Damaged("it ends too early");
            var size = (int)length;
            var type = content.Slice(at + 4, 4);
            var data = content.Slice(at + 8, size);
            if (Crc32.Of(content.Slice(at + 4, 4 + size)) != BinaryPrimitives.ReadUInt32BigEndian(content[(at + 8 + size)..]))
                throw Damaged("a checksum (CRC) is wrong");

            if (header is null != type.SequenceEqual("IHDR"u8)) throw Damaged("its header is missing or doubled");
            if (type.SequenceEqual("IHDR"u8))
            {
                header = PngHeader.Parse(data);
            }
            else if (type.SequenceEqual("IDAT"u8))
            {
                pixels.Add((at + 8)..(at + 8 + size));
                pixelLength += size;
            }
            else if (type.SequenceEqual("IEND"u8))
            {
                ended = true;
            }
            else if (IsCritical(type) && !type.SequenceEqual("PLTE"u8))
            {
                throw Damaged("it has a chunk that no reader may pass over");
            }
            at += 12 + size;
        }

        var chunks = new PngChunks(header!.Value, pixels, pixelLength);
        chunks.RefuseMoreThanDeflateGives();
        return chunks;
    }

    // Lower-case first letter: ancillary, may be passed over.
    private static bool IsCritical(ReadOnlySpan<byte> type) => (type[0] & 0x20) == 0;

    private static MaskFileException Damaged(string how) => MaskFileException.Unreadable($"is a damaged PNG file: {how}");

    // A short file that claims a huge picture is refused before memory is taken for it.
    private void RefuseMoreThanDeflateGives()
    {
        var least = (long)Header.Shape.Height * Header.RowBytes(Header.Shape.Width);
        if (least > PixelLength * Deflate.MostRatio) throw Damaged($"it holds too little data for {Header.Shape} pixels");
    }
}
