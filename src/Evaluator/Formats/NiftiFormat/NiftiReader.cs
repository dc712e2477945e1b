using System.Buffers;
using System.IO.Compression;
using MaskSharp.Evaluator.Formats.Numbers;

namespace MaskSharp.Evaluator.Formats.NiftiFormat;

/// <summary>NIfTI-1 and NIfTI-2 volumes in one file, compressed by gzip or not, of either byte order.</summary>
internal sealed class NiftiReader : IMaskReader
{
    private const string Format = "NIfTI";

    /// <summary>Zeros that a gzip part ends in at most: its checksum, its length and, of an empty part, the last byte of its data.</summary>
    private const int MostZerosOfPart = 9;

    public string Name => Format;

    public IReadOnlyList<string> Extensions { get; } = [".nii", ".nii.gz"];

    public bool Recognises(ReadOnlySpan<byte> content) => IsGzip(content) || NiftiHeader.LengthOf(content) > 0;

    public MaskImage Read(byte[] content, bool acceptLossy)
    {
        try
        {
            if (!IsGzip(content))
            {
                using var file = new MemoryStream(content, writable: false);
                return Read(file, content.Length, isSealed: false)!;
            }
            return ReadGzip(content);
        }
        catch (InvalidDataException)
        {
            throw MaskFileException.Unreadable("is a damaged NIfTI file: its compressed values can't be read");
        }
    }

    // Zeros that fill up a block of a tape or an archive may stand behind the gzip data, whose length may end in zeros as well: which of them
    // are data shows by reading with one less each time.
    private static MaskImage ReadGzip(byte[] content)
    {
        var image = ReadSealed(content);
        var end = content.AsSpan().LastIndexOfAnyExcept((byte)0) + 1;
        for (var length = Math.Min(content.Length - 1, end + MostZerosOfPart); image is null && length >= end; length--)
            image = ReadSealed(content.AsMemory(0, length));
        return image ?? throw MaskFileException.Unreadable("is a damaged NIfTI file: it is cut off within its checksum, or something that is not gzip stands behind its gzip data");
    }

    // Null if the gzip data do not end where the bytes do.
    private static MaskImage? ReadSealed(ReadOnlyMemory<byte> content)
    {
        // The library reads all gzip parts that stand one behind the other.
        using var inflated = new GZipStream(new SealedGzip(content), CompressionMode.Decompress);
        return Read(inflated, (long)content.Length * Deflate.MostRatio, isSealed: true);
    }

    private static bool IsGzip(ReadOnlySpan<byte> content) => content.Length > 2 && content[0] == 0x1F && content[1] == 0x8B;

    // Null where the seal is not reached; without a seal the end is the file's.
    private static MaskImage? Read(Stream stream, long most, bool isSealed)
    {
        var header = ReadHeader(stream);
        var length = header.DataOffset + (long)header.Shape.Count * header.Type.Bytes * header.Channels;
        // A short file that claims a huge volume is refused before memory is taken for it.
        if (length > most)
            throw MaskFileException.Unreadable($"is a damaged NIfTI file: it holds too little data for {header.Shape} voxels");
        Skip(stream, header.DataOffset - (header.IsSecond ? NiftiHeader.Length2 : NiftiHeader.Length1));

        var image = header.Type.IsFloat || header.IsScaled
            ? MaskImage.OfReal(header.Shape, header.IsScaled ? RealPrecision.Double : header.Type.Precision, header.Geometry)
            : MaskImage.OfWhole(header.Shape, header.Type.Maximum, geometry: header.Geometry);
        try
        {
            Fill(stream, header, image);
            if (IsEnd(stream, isSealed)) return image;
            image.Dispose();
            return null;
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }

    // Reading on makes the stream check its checksums.
    private static bool IsEnd(Stream stream, bool isSealed)
    {
        var value = stream.ReadByte();
        if (isSealed && value < 0) return false;
        if (isSealed ? value != SealedGzip.Seal || stream.ReadByte() >= 0 : value >= 0) throw MaskFileException.Unreadable("is a damaged NIfTI file: it holds more values than its header says");
        return true;
    }

    private static NiftiHeader ReadHeader(Stream stream)
    {
        Span<byte> first = stackalloc byte[4];
        NumberStream.Fill(stream, first, Format);
        var length = NiftiHeader.LengthOf(first);
        if (length == 0) throw MaskFileException.Unreadable("is a gzip file that holds no NIfTI volume");
        var bytes = new byte[length];
        first.CopyTo(bytes);
        NumberStream.Fill(stream, bytes.AsSpan(4), Format);
        return NiftiHeader.Parse(bytes);
    }

    private static void Skip(Stream stream, long count)
    {
        Span<byte> buffer = stackalloc byte[1024];
        while (count > 0)
        {
            var part = buffer[..(int)Math.Min(buffer.Length, count)];
            NumberStream.Fill(stream, part, Format);
            count -= part.Length;
        }
    }

    private static void Fill(Stream stream, NiftiHeader header, MaskImage image)
    {
        if (header.Channels > 1)
        {
            FillColors(stream, header, image);
            return;
        }
        if (!image.IsReal)
        {
            NumberStream.Whole(stream, header.Type, image.Whole, Format);
            return;
        }
        NumberStream.Real(stream, header.Type, image.Real, Format);
        if (!header.IsScaled) return;
        var (slope, intercept) = header.Scaling;
        var values = image.Real;
        for (var i = 0; i < values.Length; i++) values[i] = NearWhole(slope * values[i] + intercept);
    }

    // A background stored as scaled integers may come out as 1e-9, which must not count as foreground.
    private static double NearWhole(double value)
    {
        var whole = Math.Round(value);
        return Math.Abs(value - whole) <= 1e-6 * Math.Max(1, Math.Abs(value)) ? whole : value;
    }

    private static void FillColors(Stream stream, NiftiHeader header, MaskImage image)
    {
        var row = ArrayPool<int>.Shared.Rent(header.Shape.Width * header.Channels);
        try
        {
            var samples = row.AsSpan(0, header.Shape.Width * header.Channels);
            for (var at = 0; at < image.Shape.Count; at += header.Shape.Width)
            {
                NumberStream.Whole(stream, header.Type, samples, Format);
                PixelUnpacker.Merge(samples, 3, header.Channels == 4, byte.MaxValue);
                samples[..header.Shape.Width].CopyTo(image.Whole[at..]);
            }
        }
        finally
        {
            ArrayPool<int>.Shared.Return(row);
        }
    }
}
