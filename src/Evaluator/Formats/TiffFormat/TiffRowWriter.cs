namespace MaskSharp.Evaluator.Formats.TiffFormat;

/// <summary>Writes rows of a TIFF page, or of its tiles, into a mask.</summary>
/// <param name="page">How the samples are stored.</param>
/// <param name="image">The mask.</param>
/// <param name="start">The page's first pixel in the mask.</param>
internal sealed class TiffRowWriter(TiffPage page, MaskImage image, int start)
{
    private readonly int[] _samples = page.IsReal ? [] : new int[page.Width * page.Samples];

    /// <summary>Writes <paramref name="count"/> pixels from (<paramref name="x"/>, <paramref name="y"/>) on.</summary>
    public void Write(ReadOnlySpan<byte> row, int x, int y, int count)
    {
        var at = start + y * page.Width + x;
        if (page.IsReal)
        {
            TiffSamples.Real(row, page.Bits, image.Real.Slice(at, count));
            return;
        }
        var samples = _samples.AsSpan(0, count * page.Samples);
        TiffSamples.Whole(row, page, samples);
        PixelUnpacker.Merge(samples, page.Colors, page.HasAlpha, (int)Math.Min(int.MaxValue, page.Maximum));
        samples[..count].CopyTo(image.Whole[at..]);
    }
}
