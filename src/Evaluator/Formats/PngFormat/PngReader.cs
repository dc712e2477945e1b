using System.Buffers;
using System.IO.Compression;

namespace MaskSharp.Evaluator.Formats.PngFormat;

/// <summary>
/// PNG masks of every bit depth, interlaced or not (W3C PNG specification, third edition). Libraries for pictures turn palette indices into
/// colours and 16 bits into 8, which a mask does not survive; two palette entries may even share a colour.
/// </summary>
internal sealed class PngReader : IMaskReader
{
    public string Name => "PNG";

    public IReadOnlyList<string> Extensions { get; } = [".png"];

    public bool Recognises(ReadOnlySpan<byte> content) => content.StartsWith(PngChunks.Signature);

    public MaskImage Read(byte[] content, bool acceptLossy)
    {
        var chunks = PngChunks.Walk(content);
        var header = chunks.Header;
        var image = MaskImage.OfWhole(header.Shape, (1 << header.BitDepth) - 1, palette: header.Color == PngColor.Palette);
        var rowLength = header.RowBytes(header.Shape.Width);
        var rows = ArrayPool<byte>.Shared.Rent(2 * rowLength);
        var samples = ArrayPool<int>.Shared.Rent(header.Shape.Width * header.Channels);
        try
        {
            using var inflated = new ZLibStream(new SegmentStream(content, chunks.Pixels), CompressionMode.Decompress);
            foreach (var pass in header.Interlaced ? PngPass.Adam7 : PngPass.Whole)
                ReadPass(inflated, header, pass, rows.AsSpan(0, 2 * rowLength), samples, image.Whole);
            // Reading on makes the stream check its checksum.
            if (inflated.ReadByte() >= 0) throw Damaged("it holds more pixels than its header says");
            return image;
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            // The library meets a preset dictionary, which no PNG file has, with an exception of the second type.
            image.Dispose();
            throw Damaged("its compressed pixels can't be read");
        }
        catch (MaskFileException)
        {
            image.Dispose();
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rows);
            ArrayPool<int>.Shared.Return(samples);
        }
    }

    private static void ReadPass(ZLibStream inflated, PngHeader header, PngPass pass, Span<byte> rows, int[] samples, Span<int> image)
    {
        var width = pass.Width(header.Shape);
        var height = pass.Height(header.Shape);
        if (width <= 0 || height <= 0) return;

        var length = header.RowBytes(width);
        var above = rows[..length];
        var row = rows.Slice(rows.Length / 2, length);
        var step = Math.Max(1, header.BitsPerPixel / 8);
        var values = samples.AsSpan(0, width * header.Channels);
        var colors = header.Channels >= 3 ? 3 : 1;
        var alpha = header.Color is PngColor.GreyAlpha or PngColor.Rgba;
        above.Clear();
        for (var y = 0; y < height; y++)
        {
            var filter = inflated.ReadByte();
            if (filter < 0 || inflated.ReadAtLeast(row, length, throwOnEndOfStream: false) < length) throw Damaged("it ends in the middle of its pixels");
            PngFilter.Undo(filter, row, above, step);

            var target = image.Slice((pass.FirstRow + y * pass.RowStep) * header.Shape.Width, header.Shape.Width);
            if (header.Channels == 1 && pass.ColumnStep == 1)
            {
                PixelUnpacker.Unpack(row, header.BitDepth, target);
            }
            else
            {
                PixelUnpacker.Unpack(row, header.BitDepth, values);
                PixelUnpacker.Merge(values, colors, alpha, (1 << header.BitDepth) - 1);
                for (var x = 0; x < width; x++) target[pass.FirstColumn + x * pass.ColumnStep] = values[x];
            }

            var swap = above;
            above = row;
            row = swap;
        }
    }

    private static MaskFileException Damaged(string how) => MaskFileException.Unreadable($"is a damaged PNG file: {how}");
}
