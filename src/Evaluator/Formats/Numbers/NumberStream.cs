using System.Buffers;

namespace MaskSharp.Evaluator.Formats.Numbers;

/// <summary>Reads a volume's numbers from a stream piece by piece, so that the file's own form is never in memory as a whole.</summary>
internal static class NumberStream
{
    private const int PieceBytes = 1 << 16;

    private delegate void Decoder<T>(Span<byte> bytes, NumberType type, Span<T> values);

    /// <summary>Fills whole numbers.</summary>
    /// <exception cref="MaskFileException">The stream ends too early, or a value is no label.</exception>
    public static void Whole(Stream stream, NumberType type, Span<int> values, string format) => Read(stream, type, values, format, NumberDecoder.Whole);

    /// <summary>Fills floating values.</summary>
    /// <exception cref="MaskFileException">The stream ends too early.</exception>
    public static void Real(Stream stream, NumberType type, Span<double> values, string format) => Read(stream, type, values, format, NumberDecoder.Real);

    /// <summary>Fills a buffer to its end.</summary>
    /// <exception cref="MaskFileException">The stream ends too early.</exception>
    public static Span<byte> Fill(Stream stream, Span<byte> buffer, string format)
    {
        if (stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) < buffer.Length)
            throw MaskFileException.Unreadable($"is a damaged {format} file: it ends before its last value");
        return buffer;
    }

    private static void Read<T>(Stream stream, NumberType type, Span<T> values, string format, Decoder<T> decode)
    {
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            while (values.Length > 0)
            {
                var count = Math.Min(values.Length, PieceBytes / type.Bytes);
                decode(Fill(stream, piece.AsSpan(0, count * type.Bytes), format), type, values[..count]);
                values = values[count..];
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }
}
