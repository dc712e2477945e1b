using System.Buffers.Binary;

namespace MaskSharp.Evaluator.Formats.TiffFormat;

/// <summary>A look at a TIFF file's directories before the library reads them.</summary>
internal static class TiffDirectories
{
    // Bytes of a value of each type, from BYTE (1) to IFD8 (18); 0 where there is no such type.
    private static readonly byte[] _sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];

    /// <summary>Refuses tags that claim more values than the file has bytes, for which the library would take memory all the same.</summary>
    /// <param name="content">The file; one that is not TIFF, or ends too early, is left to the library.</param>
    /// <exception cref="MaskFileException">The directories can't be those of a picture.</exception>
    public static void Check(ReadOnlySpan<byte> content)
    {
        if (content.Length < 16) return;
        var isLittleEndian = content[0] == 'I';
        var isBig = content[isLittleEndian ? 2 : 3] == 43;
        var (entry, word, countSize) = isBig ? (20, 8, 8) : (12, 4, 2);
        var seen = new HashSet<ulong>();
        for (var at = Number(content, isBig ? 8 : 4, word, isLittleEndian); at != 0 && seen.Add(at) && at <= (ulong)(content.Length - countSize);)
        {
            var entries = Number(content, (int)at, countSize, isLittleEndian);
            var first = (int)at + countSize;
            for (var i = 0; (ulong)i < entries && first + ((i + 1L) * entry) <= content.Length; i++)
            {
                var place = first + (i * entry);
                var type = Number(content, place + 2, 2, isLittleEndian);
                var count = Number(content, place + 4, word, isLittleEndian);
                if (type < (ulong)_sizes.Length && (UInt128)count * _sizes[type] > (ulong)content.Length)
                    throw MaskFileException.Unreadable($"is a damaged TIFF file: its tag {Number(content, place, 2, isLittleEndian)} claims {count} values, more than the file has bytes for");
            }
            var end = entries > (ulong)content.Length ? content.Length : first + ((long)entries * entry);
            at = end + word <= content.Length ? Number(content, (int)end, word, isLittleEndian) : 0;
        }
    }

    private static ulong Number(ReadOnlySpan<byte> content, int at, int size, bool isLittleEndian)
    {
        var bytes = content.Slice(at, size);
        return size switch
        {
            2 => isLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes),
            4 => isLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes),
            _ => isLittleEndian ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : BinaryPrimitives.ReadUInt64BigEndian(bytes),
        };
    }
}
