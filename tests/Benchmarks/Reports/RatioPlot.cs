using System.Globalization;
using Benchmarks.Rows;
using ScottPlot;

namespace Benchmarks.Reports;

/// <summary>How many times faster than good eager code each step is, as an SVG bar chart: one bar a row, a colour a number of threads.</summary>
internal static class RatioPlot
{
    private const string Against = "good eager";
    private const int BarHeight = 26;
    private const int Margins = 130;
    private const int Width = 900;

    private static readonly Color[] _colours = [new("#1f77b4"), new("#ff7f0e")];

    public static void Write(string path, IReadOnlyList<Row> rows)
    {
        var compared = rows.Where(row => row.Columns.Any(column => column.Name == Against)).ToList();
        var threads = compared.Select(row => row.Threads).Distinct().ToList();
        var labels = compared.Select(Label).Distinct().Reverse().ToList();
        using var plot = new Plot();
        foreach (var count in threads)
        {
            var place = threads.IndexOf(count);
            var bars = plot.Add.Bars(compared.Where(row => row.Threads == count).Select(row => new Bar
            {
                Position = labels.IndexOf(Label(row)) + (0.4 * (((threads.Count - 1) / 2.0) - place)),
                Value = Ratio(row),
                ValueLabel = Ratio(row).ToString("0.0", CultureInfo.InvariantCulture),
                FillColor = _colours[place % _colours.Length],
                Size = 0.36,
                LineWidth = 0,
            }).ToArray());
            bars.Horizontal = true;
            bars.LegendText = count == 1 ? "1 thread" : $"{count.ToString(CultureInfo.InvariantCulture)} threads";
        }

        plot.Axes.Left.SetTicks([.. Enumerable.Range(0, labels.Count).Select(i => (double)i)], [.. labels]);
        plot.Axes.SetLimitsX(0, 1.1 * compared.Max(Ratio));
        plot.Title("Times faster than good eager code (median of paired ratios)", 14);
        plot.ShowLegend(Alignment.LowerRight);
        plot.SaveSvg(path, Width, Margins + (BarHeight * threads.Count * labels.Count));
    }

    private static double Ratio(Row row) => row.Columns.First(column => column.Name == Against).MedianOfRatios;

    private static string Label(Row row) => $"{row.Job}, {row.Shape}, {row.Step}";
}
