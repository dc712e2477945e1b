using System.Globalization;
using MaskSharp;
using Spectre.Console;

namespace BrainTumor.Evaluation;

/// <summary>The table that shows how pixel accuracy misleads: an empty mask beside the model.</summary>
internal static class ClosingTable
{
    public static Table Of(SegmentationScores emptyMask, SegmentationScores model)
    {
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumn("validation")
            .AddColumn(Right("pixel accuracy")).AddColumn(Right("Dice, pooled")).AddColumn(Right("Dice, mean"))
            .AddColumn(Right("IoU, pooled")).AddColumn(Right("IoU, mean"));
        AddRow(table, "empty mask", emptyMask);
        AddRow(table, "this model", model);
        return table;
    }

    private static void AddRow(Table table, string name, SegmentationScores scores) => table.AddRow(
        name, scores.PixelAccuracy.Pooled.ToString("P2", CultureInfo.InvariantCulture), Number(scores.Dice.Pooled), Number(scores.Dice.Mean),
        Number(scores.IoU.Pooled), Number(scores.IoU.Mean));

    private static TableColumn Right(string header) => new TableColumn(header).RightAligned();

    private static string Number(double score) => score.ToString("0.0000", CultureInfo.InvariantCulture);
}
