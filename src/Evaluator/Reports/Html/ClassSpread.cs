using System.Globalization;
using System.Text;
using MaskSharp.Evaluator.Evaluation;

namespace MaskSharp.Evaluator.Reports.Html;

/// <summary>How each class's Dice is spread over the cases, as boxes from quartile to quartile.</summary>
internal static class ClassSpread
{
    private const int MostClasses = 40;
    private const int Width = 800;
    private const int Left = 150;
    private const int MostLetters = 20;
    private const int Right = 20;
    private const int RowHeight = 24;

    /// <summary>Draws the classes; nothing where there is one only, whose histogram says more.</summary>
    public static string Draw(EvaluationResult result, ClassNames names)
    {
        if (result.Classes.Count < 2) return "";
        var rows = Enumerable.Range(0, result.Classes.Count)
            .Select(c => (result.Classes[c].Index, Scores: result.Cases.Where(item => item.Classes.Count > c).Select(item => item.Classes[c].Dice).Where(double.IsFinite).Order().ToArray()))
            .Where(row => row.Scores.Length > 0).Take(MostClasses).ToList();
        if (rows.Count == 0) return "";

        var height = rows.Count * RowHeight + 30;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<div class=\"scroll\"><svg viewBox=\"0 0 {Width} {height}\" role=\"img\" aria-label=\"Spread of the Dice of {rows.Count} classes over the cases\">");
        for (var tick = 0; tick <= 10; tick += 2)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"axis\" x1=\"{X(tick / 10.0):0.#}\" y1=\"4\" x2=\"{X(tick / 10.0):0.#}\" y2=\"{height - 26}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(tick / 10.0):0.#}\" y=\"{height - 8}\" text-anchor=\"middle\">{tick / 10.0:0.0}</text>");
        }
        for (var i = 0; i < rows.Count; i++) Row(svg, "class " + names.Label(rows[i].Index), rows[i].Scores, 4 + i * RowHeight);
        return svg.Append("</svg></div>\n<p class=\"small soft\">A row a class: the box holds the middle half of the cases, its line the median; the thin line reaches from the worst to the best case.</p>\n").ToString();
    }

    private static void Row(StringBuilder svg, string name, double[] scores, int top)
    {
        var middle = top + RowHeight / 2;
        var (low, median, high) = (SortedNumbers.Quantile(scores, 0.25), SortedNumbers.Quantile(scores, 0.5), SortedNumbers.Quantile(scores, 0.75));
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 10}\" y=\"{middle + 4}\" text-anchor=\"end\">{Html.Escape(Short(name))}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<line class=\"whisker\" x1=\"{X(scores[0]):0.##}\" y1=\"{middle}\" x2=\"{X(scores[^1]):0.##}\" y2=\"{middle}\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"column\" x=\"{X(low):0.##}\" y=\"{middle - 6}\" width=\"{Math.Max(2, X(high) - X(low)):0.##}\" height=\"12\">");
        svg.Append(CultureInfo.InvariantCulture, $"<title>{Html.Escape(name)}: median {median:0.0000}, quartiles {low:0.0000} and {high:0.0000}, {scores.Length} cases</title></rect>");
        svg.Append(CultureInfo.InvariantCulture, $"<line class=\"mean\" x1=\"{X(median):0.##}\" y1=\"{middle - 8}\" x2=\"{X(median):0.##}\" y2=\"{middle + 8}\"/>");
    }

    // What is longer would begin left of the picture; the row's title has all of it.
    private static string Short(string name) => name.Length <= MostLetters ? name : string.Concat(name.EnumerateRunes().Take(MostLetters - 1)) + "…";

    private static double X(double score) => Left + score * (Width - Left - Right);
}
