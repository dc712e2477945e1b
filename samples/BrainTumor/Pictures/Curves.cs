using BrainTumor.Training;
using ScottPlot;

namespace BrainTumor.Pictures;

/// <summary>Loss terms and scores over the epochs, as one PNG: what Dice shows and pixel accuracy hides.</summary>
internal static class Curves
{
    private const int Width = 1200;
    private const int Height = 440;

    public static void Write(string path, IReadOnlyList<EpochReport> epochs)
    {
        Fonts.Default = Typeface.Family;
        var x = epochs.Select(e => (double)e.Epoch).ToArray();
        var figure = new Multiplot();
        figure.AddPlots(2);
        figure.Layout = new ScottPlot.MultiplotLayouts.Columns();

        var losses = figure.GetPlot(0);
        foreach (var (i, term) in epochs[0].Terms.Index())
            Line(losses, x, epochs.Select(e => e.Terms[i].Value), term.Name, i == 0 ? Colors.Orange : Colors.Green);
        Line(losses, x, epochs.Select(e => e.Total), "loss", Colors.Black);
        Finish(losses, "Training loss", 0, epochs.Max(e => e.Total) * 1.05, Alignment.UpperRight);

        var scores = figure.GetPlot(1);
        Line(scores, x, epochs.Select(e => e.Dice), "Dice", Colors.Green);
        Line(scores, x, epochs.Select(e => e.PixelAccuracy), "pixel accuracy", Colors.Gray);
        Finish(scores, "Validation", 0, 1.02, Alignment.LowerRight);
        figure.SavePng(path, Width, Height);
    }

    private static void Line(Plot plot, double[] x, IEnumerable<double> y, string name, Color colour)
    {
        var line = plot.Add.ScatterLine(x, y.ToArray(), colour);
        line.LegendText = name;
        line.LineWidth = 2.5f;
    }

    private static void Finish(Plot plot, string title, double bottom, double top, Alignment legend)
    {
        plot.Title(title);
        plot.XLabel("epoch");
        plot.Axes.SetLimitsY(bottom, top);
        plot.ShowLegend(legend);
    }
}
