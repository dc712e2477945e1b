using System.Buffers.Binary;

namespace MaskSharp.Evaluator.Formats.NiftiFormat;

/// <summary>
/// The bytes of a gzip file with one more member behind them (RFC 1952), which holds one byte, the seal. The library does not miss a
/// checksum that was cut off, but only behind whole members does it come to the seal.
/// </summary>
internal sealed class SealedGzip(ReadOnlyMemory<byte> content) : ForwardStream
{
    /// <summary>What stands behind the content.</summary>
    public const byte Seal = 0x5A;

    private static readonly byte[] _member = MakeMember();

    private int _at;

    public override int Read(Span<byte> buffer)
    {
        var rest = _at < content.Length ? content.Span[_at..] : _member.AsSpan(Math.Min(_member.Length, _at - content.Length));
        var count = Math.Min(rest.Length, buffer.Length);
        rest[..count].CopyTo(buffer);
        _at += count;
        return count;
    }

    // A header without a name or time, one stored block of one byte, its checksum and its length.
    private static byte[] MakeMember()
    {
        byte[] member = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF, 1, 1, 0, 0xFE, 0xFF, Seal, 0, 0, 0, 0, 1, 0, 0, 0];
        BinaryPrimitives.WriteUInt32LittleEndian(member.AsSpan(16), Crc32.Of([Seal]));
        return member;
    }
}
