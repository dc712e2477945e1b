using StbImageSharp;

namespace MaskSharp.Evaluator.Formats.JpegFormat;

/// <summary>JPEG files, which lose values at every edge: they are read as grey probability maps, and only where a threshold is given.</summary>
internal sealed class JpegReader : IMaskReader
{
    public string Name => "JPEG";

    public IReadOnlyList<string> Extensions { get; } = [".jpg", ".jpeg", ".jpe", ".jfif"];

    public bool NeedsThreshold => true;

    public bool Recognises(ReadOnlySpan<byte> content) => content.StartsWith<byte>([0xFF, 0xD8, 0xFF]);

    public MaskImage Read(byte[] content, bool acceptLossy)
    {
        if (!acceptLossy) throw Lossy("JPEG");
        try
        {
            using var stream = new MemoryStream(content, writable: false);
            var info = ImageInfo.FromStream(stream) ?? throw Damaged();
            var shape = MaskShape.Checked(info.Width, info.Height);
            var picture = ImageResult.FromMemory(content, ColorComponents.Grey);
            if (picture.Data.Length != shape.Count) throw Damaged();
            var image = MaskImage.OfWhole(shape, byte.MaxValue, lossy: true);
            PixelUnpacker.Unpack(picture.Data, 8, image.Whole);
            return image;
        }
        catch (Exception e) when (e is not (MaskFileException or OutOfMemoryException))
        {
            // The decoder meets damaged files with exceptions of many types.
            throw Damaged();
        }
    }

    /// <summary>The refusal of lossy files.</summary>
    public static MaskFileException Lossy(string format) => new(
        Findings.Codes.LossyMask,
        $"is a {format} file, whose compression changes values; give a threshold to read it as a probability map, or save masks as PNG or TIFF");

    private static MaskFileException Damaged() => MaskFileException.Unreadable("is a damaged JPEG file");
}
