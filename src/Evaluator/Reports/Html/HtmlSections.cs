using System.Globalization;
using System.Text;
using MaskSharp.Evaluator.Bounds;
using MaskSharp.Evaluator.Evaluation;

namespace MaskSharp.Evaluator.Reports.Html;

/// <summary>The parts of the page that show a result.</summary>
internal static class HtmlSections
{
    /// <summary>The figures at a glance.</summary>
    public static string Tiles(EvaluationResult result)
    {
        static string Tile(string figure, string caption) => $"<div class=\"tile\"><b>{figure}</b><span>{caption}</span></div>\n";

        return "<div class=\"tiles\">\n"
            + Tile(Html.Score(result.Dice.Mean), "mean Dice of the cases")
            + Tile(Html.Score(result.Dice.Pooled), "Dice of all pixels together")
            + Tile(Html.Score(result.IoU.Mean), "mean IoU of the cases")
            + Tile(Html.Score(result.PixelAccuracy), "pixel accuracy")
            + Tile(Html.Count(result.Cases.Count), "cases" + (result.Excluded > 0 ? $", {Html.Count(result.Excluded)} of them left out of means" : ""))
            + Tile(Html.Percent(result.ForegroundFraction), "of the pixels are foreground")
            + "</div>\n";
    }

    /// <summary>What predicting nothing would score, beside the predictions: why accuracy says little.</summary>
    public static string Accuracy(EvaluationResult result)
    {
        var text = new StringBuilder("<h2>Against an empty mask</h2>\n");
        text.Append("<p>An empty mask finds nothing: it calls every pixel background. ");
        text.Append(CultureInfo.InvariantCulture, $"Here it would have a pixel accuracy of {Html.Score(result.EmptyMaskAccuracy)}, since {Html.Percent(1 - result.ForegroundFraction)} of the pixels are background. ");
        if (result.PixelAccuracy <= result.EmptyMaskAccuracy + 0.01)
            text.Append("By pixel accuracy the predictions can hardly be told from it, or are worse, so this report judges by Dice and IoU. ");
        text.Append("</p>\n<div class=\"bars\">\n");
        Group(text, "Pixel accuracy", result.PixelAccuracy, result.EmptyMaskAccuracy);
        Group(text, "Dice, all pixels together", result.Dice.Pooled, result.EmptyMaskDice.Pooled);
        Group(text, "Dice, mean of the cases", result.Dice.Mean, result.EmptyMaskDice.Mean);
        text.Append("</div>\n");

        var filled = result.Cases.Where(item => item.TruePixels > 0 && !double.IsNaN(item.Dice)).ToList();
        if (filled.Count > 0 && filled.Count < result.Cases.Count)
        {
            text.Append(CultureInfo.InvariantCulture, $"<p>{Html.Count(filled.Count)} of {Html.Count(result.Cases.Count)} cases have something to find. Their mean Dice is {Html.Score(filled.Average(item => item.Dice))}; ");
            text.Append(CultureInfo.InvariantCulture, $"in {Html.Count(filled.Count(item => item.Missed == item.TruePixels))} of them the prediction misses all of it.</p>\n");
        }
        var without = result.Cases.Count(item => item is { TruePixels: 0, Classes.Count: > 0 });
        if (without > 0)
        {
            var quiet = result.Cases.Count(item => item is { TruePixels: 0, Invented: 0, Classes.Count: > 0 });
            text.Append(CultureInfo.InvariantCulture, $"<p>{Html.Count(without)} of {Html.Count(result.Cases.Count)} cases have nothing to find; in {Html.Count(quiet)} of these the prediction is empty too, in {Html.Count(without - quiet)} it finds something that is not there.</p>\n");
        }
        return text.ToString();
    }

    /// <summary>How the cases are spread.</summary>
    public static string Distribution(EvaluationResult result, IReadOnlyList<BoundResult> bounds)
    {
        var minimum = bounds.FirstOrDefault(bound => bound.Bound is { Metric: Metric.Dice, Baseline: null })?.Bound.Limit;
        return "<h2>Spread over the cases</h2>\n" + Histogram.Draw(result.Cases, result.Dice.Mean, minimum) + "\n"
            + Html.Table(
                ["", "mean", "95 % interval of the mean", "pooled", "median", "fifth percentile", "worst case"],
                result.Summaries.Select(item => Statistics(MetricName.Of(item.Metric), item.Score)))
            + "<p class=\"small soft\">Pooled: all cases' pixels counted together, so large structures weigh more. Fifth percentile: nineteen of twenty cases are at least this good. "
            + "The interval is a percentile bootstrap over cases.</p>\n";
    }

    /// <summary>The classes one by one.</summary>
    public static string Classes(EvaluationResult result, ClassNames names) => "<h2>Classes</h2>\n" + Html.Table(
        ["class", "mean Dice", "pooled Dice", "mean IoU", "pooled IoU", "precision", "recall", "share of pixels", "cases with it"],
        result.Classes.Where(item => result.Classes.Count == 1 || item.TruePixels + item.PredictedPixels > 0).Select(item => (IEnumerable<string>)
        [
            names.AreGiven ? Html.Escape(names.Label(item.Index)) : result.Classes.Count == 1 ? "foreground" : item.Index == 0 ? "0, background" : item.Index.ToString(CultureInfo.InvariantCulture),
            Score(item.MeanDice), Score(item.PooledDice), Score(item.MeanIoU), Score(item.PooledIoU), Score(item.Precision), Score(item.Recall),
            Html.Figure(Html.Percent(item.Fraction), item.Fraction), Html.Figure(Html.Count(item.CasesWithClass), item.CasesWithClass),
        ]),
        sortable: result.Classes.Count > 1)
        + ClassSpread.Draw(result, names)
        + "<p class=\"small soft\">Precision: share of the found pixels that are right. Recall: share of the true pixels that were found. Both from all pixels together.</p>\n";

    private static string Score(double value) => Html.Figure(Html.Score(value), value);

    private static void Group(StringBuilder text, string name, double model, double empty)
    {
        void Bar(string who, string style, double value) => text.Append(
            CultureInfo.InvariantCulture,
            $"<span>{who}</span><span class=\"bar\"><i class=\"{style}\" style=\"width:{(double.IsNaN(value) ? 0 : 100 * value):0.##}%\"></i></span><span class=\"figure\">{Html.Score(value)}</span>\n");

        text.Append(CultureInfo.InvariantCulture, $"<span class=\"group\">{name}</span>\n");
        Bar("the predictions", "model", model);
        Bar("an empty mask", "empty", empty);
    }

    private static IEnumerable<string> Statistics(string name, ScoreSummary score) =>
    [
        name, Html.Score(score.Mean), $"{Html.Score(score.Interval.From)} to {Html.Score(score.Interval.To)}", Html.Score(score.Pooled),
        Html.Score(score.Median), Html.Score(score.P05), Html.Score(score.Min),
    ];
}
