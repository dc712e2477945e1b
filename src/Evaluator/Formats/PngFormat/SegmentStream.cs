namespace MaskSharp.Evaluator.Formats.PngFormat;

/// <summary>Pieces of one byte array read as one stream: a PNG file's pixels lie in several chunks.</summary>
internal sealed class SegmentStream(byte[] content, IReadOnlyList<Range> segments) : Stream
{
    private int _segment;
    private int _within;

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
        while (_segment < segments.Count)
        {
            var rest = content.AsSpan(segments[_segment])[_within..];
            if (rest.Length > 0)
            {
                var count = Math.Min(rest.Length, buffer.Length);
                rest[..count].CopyTo(buffer);
                _within += count;
                return count;
            }
            _segment++;
            _within = 0;
        }
        return 0;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
