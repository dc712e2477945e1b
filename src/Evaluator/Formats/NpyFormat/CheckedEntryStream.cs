namespace MaskSharp.Evaluator.Formats.NpyFormat;

/// <summary>The content of a zip entry, whose checksum is compared at its end.</summary>
/// <param name="content">The unpacked content.</param>
/// <param name="expected">The checksum that the zip file states.</param>
internal sealed class CheckedEntryStream(Stream content, uint expected) : Stream
{
    private uint _crc;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var count = content.Read(buffer);
        _crc = Crc32.Append(_crc, buffer[..count]);
        if (count == 0 && buffer.Length > 0 && _crc != expected)
            throw MaskFileException.Unreadable("is a damaged NPZ file: a checksum (CRC) is wrong");
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) content.Dispose();
        base.Dispose(disposing);
    }
}
