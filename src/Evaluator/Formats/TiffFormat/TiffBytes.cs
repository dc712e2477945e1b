using System.Buffers.Binary;

namespace MaskSharp.Evaluator.Formats.TiffFormat;

/// <summary>The numbers of a TIFF file's directories (TIFF 6.0, and BigTIFF), in its byte order; null where the file ends before.</summary>
internal readonly ref struct TiffBytes(ReadOnlySpan<byte> content)
{
    // Bytes of a value of each type, from BYTE (1) to IFD8 (18); 0 where there is no such type.
    private static readonly byte[] _sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];

    private readonly ReadOnlySpan<byte> _content = content;
    private readonly bool _isLittleEndian = content.Length > 0 && content[0] == 'I';
    private readonly bool _isBig = content.Length > 3 && (content[2] == 43 || content[3] == 43);

    public long? FirstDirectory => Directory(Number(_isBig ? 8 : 4, Word));

    private int Word => _isBig ? 8 : 4;

    private int CountSize => _isBig ? 8 : 2;


    /// <summary>Bytes of a directory's entry.</summary>
    public int EntrySize => _isBig ? 20 : 12;

    /// <summary>The directory that follows the one at a place.</summary>
    public long? DirectoryAfter(long directory)
        => Number(directory, CountSize) is { } entries && entries <= (ulong)_content.Length ? Directory(Number(directory + CountSize + ((long)entries * EntrySize), Word)) : null;

    /// <summary>An entry of the directory at a place.</summary>
    public TiffEntry? EntryOf(long directory, long index)
    {
        var place = directory + CountSize + (index * EntrySize);
        if (Number(directory, CountSize) is not { } entries || (ulong)index >= entries
            || Number(place, 2) is not { } tag || Number(place + 2, 2) is not { } type || Number(place + 4, Word) is not { } count || Number(place + 4 + Word, Word) is null)
        {
            return null;
        }
        return new TiffEntry((int)tag, type < (ulong)_sizes.Length ? _sizes[(int)type] : 0, count, place + 4 + Word);
    }

    /// <summary>A value of an entry of whole numbers.</summary>
    public ulong? Value(TiffEntry entry, long index)
    {
        if (entry.Size == 0) return null;
        if ((UInt128)entry.Count * (ulong)entry.Size <= (ulong)Word) return Number(entry.Place + (index * entry.Size), entry.Size);
        return Number(entry.Place, Word) is { } start && start <= (ulong)_content.Length ? Number((long)start + (index * entry.Size), entry.Size) : null;
    }

    private long? Directory(ulong? place) => place is > 0 && place < (ulong)_content.Length ? (long)place : null;

    private ulong? Number(long at, int size)
    {
        if (at < 0 || at > _content.Length - size) return null;
        var bytes = _content.Slice((int)at, size);
        return size switch
        {
            1 => bytes[0],
            2 => _isLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes),
            4 => _isLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes),
            _ => _isLittleEndian ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : BinaryPrimitives.ReadUInt64BigEndian(bytes),
        };
    }
}
