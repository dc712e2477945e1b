using System.Globalization;
using System.Text;
using Benchmarks.Rows;

namespace Benchmarks.Reports;

/// <summary>Rows as Markdown. A ratio cell is "ratio of medians (median of paired ratios)".</summary>
internal static class RatioTable
{
    public static string Times(IReadOnlyList<Row> rows)
    {
        var text = new StringBuilder();
        foreach (var group in rows.GroupBy(row => string.Join('|', row.Columns.Select(column => column.Name))))
        {
            var others = group.First().Columns.Skip(1).Select(column => column.Name).ToList();
            text.AppendLine(CultureInfo.InvariantCulture, $"| job | shape | step | threads | minimum, µs | median, µs | {string.Join(" | ", others.Select(name => $"{name} ×"))} |");
            text.AppendLine($"|---|---|---|--:|--:|--:|{string.Concat(Enumerable.Repeat("--:|", others.Count))}");
            foreach (var row in group)
            {
                var own = row.Columns[0];
                var ratios = row.Columns.Skip(1).Select(column => string.Create(CultureInfo.InvariantCulture, $"{column.RatioOfMedians:0.00} ({column.MedianOfRatios:0.00})"));
                text.AppendLine(CultureInfo.InvariantCulture, $"| {row.Job} | {row.Shape} | {row.Step} | {row.Threads} | {own.MinimumSeconds * 1e6:0.0} | {own.MedianSeconds * 1e6:0.0} | {string.Join(" | ", ratios)} |");
            }

            text.AppendLine();
        }

        return text.ToString();
    }

    public static string Memory(IReadOnlyList<MemoryRow> rows)
    {
        var text = new StringBuilder();
        text.AppendLine("| BCE + Dice, forward + backward | shape | peak above inputs, MB | × logits |");
        text.AppendLine("|---|---|--:|--:|");
        foreach (var row in rows)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {row.Contender} | {row.Shape} | {row.Bytes / 1e6:0.0} | {row.TimesLogits:0.00} |");
        return text.ToString();
    }
}
