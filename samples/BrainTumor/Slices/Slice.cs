namespace BrainTumor.Slices;

/// <summary>One slice of a scan: a picture and its exact mask.</summary>
/// <param name="Id">File name without extension, such as "P01_03".</param>
/// <param name="Patient">Whose slice it is, such as "P01".</param>
/// <param name="Image">The picture, on the scanner's own grid.</param>
/// <param name="Mask">1 where there is tumour, else 0; one byte a pixel, same grid.</param>
internal sealed record Slice(string Id, string Patient, Picture Image, byte[] Mask)
{
    public int TumourPixels => Mask.Count(m => m != 0);
}
