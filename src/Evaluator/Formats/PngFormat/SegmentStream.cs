namespace MaskSharp.Evaluator.Formats.PngFormat;

/// <summary>Pieces of one byte array read as one stream: a PNG file's pixels lie in several chunks.</summary>
internal sealed class SegmentStream(byte[] content, IReadOnlyList<Range> segments) : ForwardStream
{
    private int _segment;
    private int _within;

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
}
