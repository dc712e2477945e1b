using System.Globalization;
using BrainTumor.Slices;

namespace BrainTumor.Making;

/// <summary>
/// Makes the sample's small data set: slices of a real T1 scan, lesions drawn in, exact masks. The same scan and code give the
/// same files; the repository holds the result.
/// </summary>
internal static class DataMaker
{
    /// <summary>Pixels along each side of a slice.</summary>
    public const int Size = 96;

    private const int Patients = 12;
    private const int Held = 3;
    private const int SlicesEach = 8;
    private const float SpacingMillimetres = 8;

    /// <summary>Writes train/ and validation/, each with images/ and masks/, below <paramref name="folder"/>.</summary>
    public static void Make(string scan, string folder)
    {
        var head = HeadVolume.Read(scan);
        for (var p = 1; p <= Patients; p++)
        {
            var part = Path.Combine(folder, p <= Patients - Held ? "train" : "validation");
            var (images, masks) = (Path.Combine(part, "images"), Path.Combine(part, "masks"));
            Directory.CreateDirectory(images);
            Directory.CreateDirectory(masks);
            var patient = new Patient(head, (LesionKind)(p % 3), seed: p);
            for (var s = 0; s < SlicesEach; s++)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"P{p:00}_{s + 1:00}.png");
                var (image, mask) = patient.Slice((s - SlicesEach / 2 + 1) * SpacingMillimetres);
                PictureFile.WriteGray(Path.Combine(images, name), Size, Size, image);
                PictureFile.WriteGray(Path.Combine(masks, name), Size, Size, mask);
            }
        }
    }
}
