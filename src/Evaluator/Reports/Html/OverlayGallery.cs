using System.Globalization;
using System.Text;
using MaskSharp.Evaluator.Evaluation;
using MaskSharp.Evaluator.Overlays;

namespace MaskSharp.Evaluator.Reports.Html;

/// <summary>The worst cases as pictures: where to look first.</summary>
internal static class OverlayGallery
{
    private const int Shown = 8;

    public static string Draw(EvaluationResult result, EvaluationSettings settings)
    {
        if (result.Reading is not { } reading) return "";
        // An empty prediction of an empty truth shows nothing, however it is scored.
        var worst = result.WorstFirst().Where(i => result.Cases[i] is { TruePixels: > 0 } or { Invented: > 0 }).Take(Shown).ToList();
        var pictures = new OverlayPicture?[worst.Count];
        Workers.Run(worst.Count, settings.Threads, i => pictures[i] = CaseOverlay.Draw(reading(worst[i]), settings));
        if (pictures.All(picture => picture is null)) return "";

        var text = new StringBuilder("<h2>Where to look first</h2>\n<p class=\"key\"><i class=\"found\"></i>found <i class=\"missed\"></i>missed <i class=\"invented\"></i>invented");
        if (settings.HasLabels && settings.Class == ClassChoice.All) text.Append(" <i class=\"confused\"></i>another class");
        if (settings.Ignore is not null) text.Append(" <i class=\"ignored\"></i>ignored");
        text.Append("</p>\n<div class=\"gallery\">\n");
        for (var i = 0; i < worst.Count; i++)
        {
            if (pictures[i] is { } picture) Figure(text, result.Cases[worst[i]], picture);
        }
        return text.Append("</div>\n").ToString();
    }

    private static void Figure(StringBuilder text, CaseScore item, OverlayPicture picture)
    {
        var name = Html.Escape(item.Id);
        var plane = picture.Plane is { } index ? string.Create(CultureInfo.InvariantCulture, $", plane {index}") : "";
        text.Append(CultureInfo.InvariantCulture, $"<figure><img alt=\"Overlay of {name}\" width=\"{picture.Width}\" height=\"{picture.Height}\" src=\"data:image/png;base64,{Convert.ToBase64String(picture.Png)}\"/>");
        text.Append(CultureInfo.InvariantCulture, $"<figcaption><b>{name}</b><span>Dice {Html.Score(item.Dice)}{plane}</span></figcaption></figure>\n");
    }
}
