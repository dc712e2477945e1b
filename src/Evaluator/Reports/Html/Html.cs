using System.Globalization;
using System.Text;

namespace MaskSharp.Evaluator.Reports.Html;

/// <summary>Text and numbers in a page.</summary>
internal static class Html
{
    /// <summary>Text that may hold anything, as it is to be read.</summary>
    public static string Escape(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~') && !text.AsSpan().ContainsAny("&<>\"")) return text;
        var escaped = new StringBuilder(text.Length);
        // Halves of characters are replaced by the enumeration already.
        foreach (var rune in text.EnumerateRunes())
        {
            escaped.Append(rune.Value switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                _ when Rune.IsControl(rune) || rune.Value is 0xFFFE or 0xFFFF => "\uFFFD",
                _ => rune.ToString(),
            });
        }
        return escaped.ToString();
    }

    /// <summary>A score with four decimals; a dash for one that does not exist.</summary>
    public static string Score(double value) => ReportText.Score(value);

    /// <summary>A table's cell that is sorted by its value.</summary>
    public static string Figure(string text, double value) => string.Create(CultureInfo.InvariantCulture, $"<td data-v=\"{value:R}\">{text}</td>");

    /// <summary>A share in percent.</summary>
    public static string Percent(double value) => double.IsNaN(value) ? "–" : (100 * value).ToString("0.00", CultureInfo.InvariantCulture) + " %";

    /// <summary>A whole number in groups of three digits.</summary>
    public static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '\u2009');

    /// <summary>A table whose first column is text; cells may come with their tags.</summary>
    public static string Table(IEnumerable<string> heads, IEnumerable<IEnumerable<string>> rows, bool sortable = false)
    {
        var table = new StringBuilder($"<div class=\"scroll\"><table{(sortable ? " class=\"sortable\"" : "")}><thead><tr>");
        foreach (var head in heads) table.Append("<th scope=\"col\">").Append(head).Append("</th>");
        table.Append("</tr></thead><tbody>\n");
        foreach (var row in rows)
        {
            table.Append("<tr>");
            foreach (var cell in row) table.Append(cell.StartsWith("<td", StringComparison.Ordinal) ? cell : $"<td>{cell}</td>");
            table.Append("</tr>\n");
        }
        return table.Append("</tbody></table></div>\n").ToString();
    }
}
