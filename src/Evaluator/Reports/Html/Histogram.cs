using System.Globalization;
using System.Text;
using MaskSharp.Evaluator.Evaluation;

namespace MaskSharp.Evaluator.Reports.Html;

/// <summary>How the cases' Dice is spread, as a drawing in the page.</summary>
internal static class Histogram
{
    private const int Columns = 20;
    private const int Width = 800;
    private const int Height = 240;
    private const int Left = 44;
    private const int Right = 12;
    private const int Top = 26;
    private const int Bottom = 44;

    /// <summary>Draws a histogram from 0 to 1.</summary>
    /// <param name="cases">The cases; those without a score are passed over.</param>
    /// <param name="mean">Marked with a line.</param>
    /// <param name="minimum">Marked with a broken line, where there is a bound.</param>
    public static string Draw(IEnumerable<CaseScore> cases, double mean, double? minimum)
    {
        var filled = new int[Columns];
        var empty = new int[Columns];
        foreach (var item in cases.Where(item => double.IsFinite(item.Dice)))
            (item.TruePixels > 0 ? filled : empty)[Math.Clamp((int)(item.Dice * Columns), 0, Columns - 1)]++;
        var total = filled.Sum() + empty.Sum();
        if (total == 0) return "";

        var most = Enumerable.Range(0, Columns).Max(i => filled[i] + empty[i]);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<div class=\"scroll\"><svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"Histogram of the Dice of {total} cases, mean {Html.Score(mean)}\">");
        for (var i = 0; i < Columns; i++)
        {
            Column(svg, "column", i, 0, filled[i], most);
            Column(svg, "empty", i, filled[i], empty[i], most);
        }
        if (empty.Any(count => count > 0)) Legend(svg);
        svg.Append(CultureInfo.InvariantCulture, $"<line class=\"axis\" x1=\"{Left}\" y1=\"{Height - Bottom}\" x2=\"{Width - Right}\" y2=\"{Height - Bottom}\"/>");
        for (var tick = 0; tick <= 10; tick += 2)
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(tick / 10.0):0.#}\" y=\"{Height - Bottom + 17}\" text-anchor=\"middle\">{tick / 10.0:0.0}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 6}\" text-anchor=\"middle\">Dice of a case</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 8}\" y=\"{Top + 4}\" text-anchor=\"end\">{most}</text><text x=\"{Left - 8}\" y=\"{Height - Bottom}\" text-anchor=\"end\">0</text>");
        if (double.IsFinite(mean)) Mark(svg, mean, "mean", "mean");
        if (minimum is { } bound) Mark(svg, bound, "bound", "minimum");
        return svg.Append("</svg></div>").ToString();
    }

    // Cases with nothing to find score 0 or 1 and nothing between: seen apart, they do not hide the others.
    private static void Column(StringBuilder svg, string style, int index, int below, int count, int most)
    {
        if (count == 0) return;
        var unit = (double)(Height - Top - Bottom) / most;
        var (height, bottom) = (unit * count, Height - Bottom - unit * below);
        var (from, to) = ((double)index / Columns, (double)(index + 1) / Columns);
        svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"{style}\" x=\"{X(from) + 1:0.##}\" y=\"{bottom - height:0.##}\" width=\"{X(to) - X(from) - 2:0.##}\" height=\"{height:0.##}\">");
        svg.Append(CultureInfo.InvariantCulture, $"<title>{count} cases with {(style == "empty" ? "nothing" : "something")} to find, Dice from {from:0.00} to {to:0.00}</title></rect>");
    }

    private static void Legend(StringBuilder svg)
    {
        const int Y = Height - 16;
        svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"column\" x=\"{Left}\" y=\"{Y}\" width=\"10\" height=\"10\"/><text x=\"{Left + 15}\" y=\"{Y + 10}\">something to find</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"empty\" x=\"{Left + 130}\" y=\"{Y}\" width=\"10\" height=\"10\"/><text x=\"{Left + 145}\" y=\"{Y + 10}\">nothing to find</text>");
    }

    private static void Mark(StringBuilder svg, double value, string style, string label)
    {
        var x = X(value);
        var anchor = value > 0.9 ? "end" : value < 0.1 ? "start" : "middle";
        var y = style == "mean" ? Top - 14 : Top - 2;

        // Below both labels: a line from the upper one would cross the lower.
        svg.Append(CultureInfo.InvariantCulture, $"<line class=\"{style}\" x1=\"{x:0.##}\" y1=\"{Top + 1}\" x2=\"{x:0.##}\" y2=\"{Height - Bottom}\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.##}\" y=\"{y}\" text-anchor=\"{anchor}\">{label} {value:0.####}</text>");
    }

    private static double X(double score) => Left + score * (Width - Left - Right);
}
