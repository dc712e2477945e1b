namespace BrainTumor.Slices;

/// <summary>A picture of 8-bit RGB pixels, row by row; a gray one has three equal channels.</summary>
internal sealed record Picture(int Width, int Height, byte[] Rgb)
{
    /// <summary>The picture as one gray byte a pixel (Rec. 601 luma).</summary>
    public byte[] ToGray()
    {
        var gray = new byte[Width * Height];
        for (var i = 0; i < gray.Length; i++)
            gray[i] = (byte)((299 * Rgb[3 * i] + 587 * Rgb[3 * i + 1] + 114 * Rgb[3 * i + 2] + 500) / 1000);
        return gray;
    }
}
