using System.Globalization;
using BrainTumor.Slices;
using ScottPlot;

namespace BrainTumor.Pictures;

/// <summary>
/// Validation Dice of several runs over the epochs, in one picture. Runs are named by their folders; those that differ only in what
/// stands behind the last dash, such as bce-1 and bce-2, have one colour.
/// </summary>
internal static class Comparison
{
    private const int Width = 900;
    private const int Height = 440;
    private const int DiceColumn = 2;

    private static readonly Color[] _colours = [Colors.Orange, Colors.Green, Colors.Blue, Colors.Purple, Colors.Gray];

    public static void Write(string path, IReadOnlyList<string> runs)
    {
        Fonts.Default = Typeface.Family;
        using var plot = new Plot();
        var groups = runs.GroupBy(run => Group(Name(run))).Index();
        foreach (var (index, group) in groups)
        {
            foreach (var (i, run) in group.Index())
            {
                var dice = Dice(run);
                var line = plot.Add.ScatterLine([.. dice.Select((_, epoch) => epoch + 1.0)], dice, _colours[index % _colours.Length]);
                line.LineWidth = 2;
                line.LegendText = i == 0 ? group.Key : "";
            }
        }

        plot.Title("Validation Dice, pooled");
        plot.XLabel("epoch");
        plot.Axes.SetLimitsY(0, 1);
        plot.ShowLegend(Alignment.UpperLeft);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        plot.SavePng(path, Width, Height);
    }

    private static double[] Dice(string run)
    {
        var file = Path.Combine(run, "history.csv");
        if (!File.Exists(file))
            throw new InputException($"{file} does not exist; --compare takes the results of runs (--out).");
        return [.. File.ReadLines(file).Skip(1).Select(line => double.Parse(line.Split(',')[DiceColumn], CultureInfo.InvariantCulture))];
    }

    private static string Name(string run) => Path.GetFileName(Path.TrimEndingDirectorySeparator(run));

    private static string Group(string name) => name.LastIndexOf('-') is > 0 and var dash ? name[..dash] : name;
}
