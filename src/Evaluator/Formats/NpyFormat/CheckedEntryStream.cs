namespace MaskSharp.Evaluator.Formats.NpyFormat;

/// <summary>The content of a zip entry, whose checksum is compared at its end.</summary>
/// <param name="content">The unpacked content.</param>
/// <param name="expected">The checksum that the zip file states.</param>
internal sealed class CheckedEntryStream(Stream content, uint expected) : ForwardStream
{
    private uint _crc;

    public override int Read(Span<byte> buffer)
    {
        var count = content.Read(buffer);
        _crc = Crc32.Append(_crc, buffer[..count]);
        if (count == 0 && buffer.Length > 0 && _crc != expected)
            throw MaskFileException.Unreadable("is a damaged NPZ file: a checksum (CRC) is wrong");
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) content.Dispose();
        base.Dispose(disposing);
    }
}
