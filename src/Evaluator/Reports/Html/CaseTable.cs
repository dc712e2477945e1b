using System.Globalization;
using System.Text;
using MaskSharp.Evaluator.Bounds;
using MaskSharp.Evaluator.Evaluation;

namespace MaskSharp.Evaluator.Reports.Html;

/// <summary>All cases in one table, the worst first, to be sorted and searched.</summary>
internal static class CaseTable
{
    // A page of more rows is slow to open; the JSON report has them all.
    private const int MostRows = 5000;

    private const int PieceLength = 1 << 14;

    /// <summary>Adds the table to a page, of which it is the most.</summary>
    /// <param name="text">The page.</param>
    /// <param name="result">The cases.</param>
    /// <param name="bounds">The bounds.</param>
    /// <param name="handOn">Called whenever the page's text has become long: writes it to the file and empties it.</param>
    public static void Draw(StringBuilder text, EvaluationResult result, IReadOnlyList<BoundResult> bounds, Action handOn)
    {
        var order = result.WorstFirst().ToList();
        var shown = order[..Math.Min(MostRows, order.Count)];
        var minimum = bounds.FirstOrDefault(bound => bound.Bound is { Metric: Metric.Dice, Baseline: null })?.Bound.Limit;
        text.Append("<h2>Cases, worst first</h2>\n");
        text.Append("<p id=\"filter\" hidden=\"hidden\"><input id=\"search\" type=\"search\" placeholder=\"name of a case\" aria-label=\"name of a case\"/> ");
        text.Append("<select id=\"kind\" aria-label=\"which cases\"><option value=\"all\">all cases</option><option value=\"found\">with something to find</option>");
        text.Append("<option value=\"empty\">with nothing to find</option><option value=\"lost\">where all of it is missed</option>");
        if (minimum is not null) text.Append(CultureInfo.InvariantCulture, $"<option value=\"below\">with a Dice below {minimum}</option>");
        text.Append("</select> <span id=\"shown\" class=\"small soft\" role=\"status\"></span></p>\n");
        text.Append("<div class=\"scroll tall\"><table id=\"cases\" class=\"sortable\"><thead><tr>");
        string[] heads = ["case", "Dice", "IoU", .. result.Surfaces is null ? [] : new[] { "surface Dice", "Hausdorff 95 %" }, "pixel accuracy", "true pixels", "missed", "invented"];
        foreach (var head in heads) text.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{head}</th>");
        text.Append("</tr></thead><tbody>\n");
        foreach (var i in shown)
        {
            Row(text, result.Cases[i], result.Surfaces?.Cases[i], minimum);
            if (text.Length < PieceLength) continue;
            handOn();
            Leftovers.Collect();
        }
        text.Append("</tbody></table></div>\n");
        if (shown.Count < order.Count) text.Append(CultureInfo.InvariantCulture, $"<p class=\"small soft\">The {MostRows} worst of {Html.Count(order.Count)} cases; the JSON report has all.</p>\n");
        if (result.Excluded > 0) text.Append(CultureInfo.InvariantCulture, $"<p class=\"small soft\">{Html.Count(result.Excluded)} cases have no score: nothing in them counts.</p>\n");
        text.Append("<p class=\"small soft\">Missed: true pixels that were not found. Invented: pixels that were found where there is nothing.</p>\n");
    }

    private static void Row(StringBuilder text, CaseScore item, (double Dice, double Hausdorff95)? surface, double? minimum)
    {
        var kinds = new List<string> { item.TruePixels > 0 ? "found" : "empty" };
        if (item.TruePixels > 0 && item.Missed == item.TruePixels) kinds.Add("lost");
        if (item.Dice < minimum) kinds.Add("below");
        text.Append(CultureInfo.InvariantCulture, $"<tr data-kind=\"{string.Join(' ', kinds)}\"><td>{Html.Escape(item.Id)}</td>");
        text.Append(Html.Figure(Html.Score(item.Dice), item.Dice)).Append(Html.Figure(Html.Score(item.IoU), item.IoU));
        if (surface is { } distances) text.Append(Html.Figure(Html.Score(distances.Dice), distances.Dice)).Append(Html.Figure(Html.Score(distances.Hausdorff95), distances.Hausdorff95));
        text.Append(Html.Figure(Html.Score(item.PixelAccuracy), item.PixelAccuracy));
        text.Append(Html.Figure(Html.Count(item.TruePixels), item.TruePixels)).Append(Html.Figure(Html.Count(item.Missed), item.Missed)).Append(Html.Figure(Html.Count(item.Invented), item.Invented));
        text.Append("</tr>\n");
    }
}
