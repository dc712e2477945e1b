using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using MaskSharp.Evaluator.Formats;
using MaskSharp.Evaluator.Formats.NiftiFormat;
using MaskSharp.Evaluator.Formats.NpyFormat;
using MaskSharp.Evaluator.Formats.PngFormat;
using MaskSharp.Evaluator.Models.Pictures;

namespace MaskSharp.Evaluator.Models.Inference;

/// <summary>
/// Writes predictions in a form that loses nothing: where the image is placed in space, NIfTI at the same place; else labels as PNG,
/// labels of volumes and maps as NumPy arrays.
/// </summary>
internal static class PredictionWriter
{
    /// <summary>Writes a prediction.</summary>
    /// <param name="prediction">The prediction.</param>
    /// <param name="picture">The image it is for.</param>
    /// <param name="stem">Full path of the file without its extension.</param>
    /// <returns>The file's full path.</returns>
    /// <exception cref="IOException">It can't be written.</exception>
    public static string Write(Prediction prediction, Picture picture, string stem)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(stem)!);
        return prediction.Labels is { } labels ? WriteLabels(labels, picture, stem) : WriteMap(prediction.Map!, picture, stem);
    }

    private static string WriteMap(float[] map, Picture picture, string stem)
    {
        var bytes = MemoryMarshal.AsBytes(map.AsSpan());
        if (picture.Geometry is not { } geometry)
        {
            NpyWriter.Write(stem + ".npy", "<f4", picture.Shape, bytes);
            return stem + ".npy";
        }
        NiftiWriter.Write(stem + ".nii.gz", picture.Shape, NiftiType.Float, bytes, geometry);
        return stem + ".nii.gz";
    }

    private static string WriteLabels(int[] labels, Picture picture, string stem)
    {
        var bytes = labels.Max() switch
        {
            <= byte.MaxValue => 1,
            <= ushort.MaxValue => 2,
            _ => 4,
        };
        var values = Packed(labels, bytes);
        if (picture.Geometry is { } geometry)
        {
            NiftiWriter.Write(stem + ".nii.gz", picture.Shape, bytes switch { 1 => NiftiType.UInt8, 2 => NiftiType.UInt16, _ => NiftiType.Int32 }, values, geometry);
            return stem + ".nii.gz";
        }
        if (picture.Shape.Depth > 1 || bytes == 4)
        {
            NpyWriter.Write(stem + ".npy", bytes switch { 1 => "|u1", 2 => "<u2", _ => "<i4" }, picture.Shape, values);
            return stem + ".npy";
        }
        if (bytes == 2) SwapWords(values);
        File.WriteAllBytes(stem + ".png", PngWriter.Encode(picture.Shape.Width, 8 * bytes, values, [], CompressionLevel.Fastest));
        return stem + ".png";
    }

    private static byte[] Packed(int[] labels, int bytes)
    {
        var packed = new byte[labels.Length * bytes];
        for (var i = 0; i < labels.Length; i++)
        {
            for (var k = 0; k < bytes; k++) packed[i * bytes + k] = (byte)(labels[i] >> (8 * k));
        }
        return packed;
    }

    private static void SwapWords(byte[] values)
    {
        var words = MemoryMarshal.Cast<byte, ushort>(values.AsSpan());
        for (var i = 0; i < words.Length; i++) words[i] = BinaryPrimitives.ReverseEndianness(words[i]);
    }
}
