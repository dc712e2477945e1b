using System.Globalization;
using BrainTumor.Evaluation;
using BrainTumor.Pictures;
using BrainTumor.Slices;
using BrainTumor.Training;

namespace BrainTumor.Output;

/// <summary>
/// Writes what a run leaves: predictions/ and masks/ for the gate, overlays/, overlay.png (the most telling cases), curves.png, and the
/// epochs as history.csv.
/// </summary>
internal static class Results
{
    private const int ShownCases = 5;

    public static void Write(string folder, IReadOnlyList<Prediction> predictions, IReadOnlyList<EpochReport> epochs)
    {
        using var swap = new FolderSwap(folder);
        foreach (var part in new[] { "predictions", "masks", "overlays" })
            Directory.CreateDirectory(Path.Combine(swap.Folder, part));
        foreach (var p in predictions)
        {
            var (width, height, name) = (p.Slice.Image.Width, p.Slice.Image.Height, p.Slice.Id + ".png");
            PictureFile.WriteGray(Path.Combine(swap.Folder, "predictions", name), width, height, p.Probability);
            PictureFile.WriteGray(Path.Combine(swap.Folder, "masks", name), width, height, [.. p.Slice.Mask.Select(m => (byte)(m * byte.MaxValue))]);
            ContactSheet.Write(Path.Combine(swap.Folder, "overlays", name), [p]);
        }

        ContactSheet.Write(Path.Combine(swap.Folder, "overlay.png"), MostTelling(predictions));
        Curves.Write(Path.Combine(swap.Folder, "curves.png"), epochs);
        File.WriteAllLines(Path.Combine(swap.Folder, "history.csv"), ["epoch,loss,dice,pixelAccuracy", .. epochs.Select(Line)]);
        swap.Commit();
    }

    private static string Line(EpochReport e) => string.Create(CultureInfo.InvariantCulture, $"{e.Epoch},{e.Total:R},{e.Dice:R},{e.PixelAccuracy:R}");

    /// <summary>Of each patient the slices with most tumour, as evenly over the patients as can be.</summary>
    private static List<Prediction> MostTelling(IReadOnlyList<Prediction> predictions) =>
    [
        .. predictions.GroupBy(p => p.Slice.Patient)
            .SelectMany(patient => patient.OrderByDescending(p => p.Slice.TumourPixels).Select((p, rank) => (p, rank)))
            .OrderBy(x => x.rank).ThenBy(x => x.p.Slice.Id, StringComparer.Ordinal)
            .Take(ShownCases).Select(x => x.p).OrderBy(p => p.Slice.Id, StringComparer.Ordinal),
    ];
}
