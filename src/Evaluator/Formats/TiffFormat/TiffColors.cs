using BitMiracle.LibTiff.Classic;
using MaskSharp.Evaluator.Models.Pictures;

namespace MaskSharp.Evaluator.Formats.TiffFormat;

/// <summary>TIFF pictures in colour, which are images and no masks: red, green and blue of 8 bits.</summary>
internal static class TiffColors
{
    /// <summary>Reads the first page; null if it is grey.</summary>
    /// <exception cref="MaskFileException">The file is damaged.</exception>
    public static Picture? Read(byte[] content)
    {
        TiffDirectories.Check(content);
        TiffMessages.Clear();
        try
        {
            using var stream = new MemoryStream(content, writable: false);
            using var tiff = Tiff.ClientOpen("image", "r", stream, new TiffStream()) ?? throw TiffMessages.Damaged();
            TiffCompression.Check(tiff);
            var photometric = (Photometric)(tiff.GetFieldDefaulted(TiffTag.PHOTOMETRIC) is { Length: > 0 } value ? value[0].ToInt() : 0);
            if (photometric is Photometric.MINISBLACK or Photometric.MINISWHITE or Photometric.MASK) return null;

            var shape = MaskShape.Checked(tiff.GetField(TiffTag.IMAGEWIDTH)[0].ToInt(), tiff.GetField(TiffTag.IMAGELENGTH)[0].ToInt());
            if (shape.Count > content.Length * TiffReader.DensestRatio) throw MaskFileException.Unreadable($"is a damaged TIFF file: it holds too little data for {shape} pixels");
            var pixels = new int[shape.Count];
            if (!tiff.ReadRGBAImageOriented(shape.Width, shape.Height, pixels, Orientation.TOPLEFT, true)) throw TiffMessages.Damaged();
            var samples = new byte[3 * pixels.Length];
            for (var i = 0; i < pixels.Length; i++)
            {
                samples[3 * i] = (byte)Tiff.GetR(pixels[i]);
                samples[3 * i + 1] = (byte)Tiff.GetG(pixels[i]);
                samples[3 * i + 2] = (byte)Tiff.GetB(pixels[i]);
            }
            return PictureReader.OfInterleaved(shape, 3, samples, 3);
        }
        catch (Exception e) when (e is not (MaskFileException or OutOfMemoryException))
        {
            // The library meets damaged files with exceptions of many types.
            throw TiffMessages.Damaged();
        }
    }
}
