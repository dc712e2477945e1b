using System.Text.Json;
using MaskSharp.Evaluator.Bounds;
using MaskSharp.Evaluator.Commands;
using MaskSharp.Evaluator.Evaluation;
using MaskSharp.Evaluator.Findings;
using MaskSharp.Evaluator.Reports;

namespace MaskSharp.Evaluator.Baselines;

/// <summary>Scores that were good enough once, kept with the sources: JSON sorted by names, so that a change shows as the lines that changed.</summary>
internal sealed class Baseline
{
    public const int Schema = 1;

    private readonly Dictionary<Metric, Dictionary<Statistic, double>> _figures = [];
    private readonly SortedDictionary<string, (double Dice, double IoU)> _cases = new(StringComparer.Ordinal);

    private Baseline()
    {
    }

    public static Baseline Of(EvaluationResult result)
    {
        var baseline = new Baseline();
        foreach (var metric in new[] { Metric.Dice, Metric.IoU })
            baseline._figures[metric] = Enum.GetValues<Statistic>().ToDictionary(statistic => statistic, statistic => result.Summary(metric)[statistic]);
        foreach (var item in result.Cases) baseline._cases.Add(item.Id, (item.Dice, item.IoU));
        return baseline;
    }

    /// <summary>Reads a baseline; null where the file does not exist.</summary>
    /// <exception cref="UsageException">It is no baseline.</exception>
    public static Baseline? Read(string path, SettingSpelling spelling)
    {
        if (!File.Exists(path)) return null;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return Parse(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new UsageException($"the baseline {path} is no baseline of schema {Schema}; write it anew with {spelling.UpdateBaseline}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"the baseline {path} can't be read");
        }
    }

    /// <summary>The bounds that follow from it: its figures less the drops that are allowed.</summary>
    /// <exception cref="UsageException">A figure is undefined.</exception>
    public IEnumerable<Bound> Bounds(EvaluateOptions options)
    {
        foreach (var (metric, drop) in options.Drops.Of())
        {
            var value = _figures[metric][options.Statistic];
            if (double.IsNaN(value))
                throw new UsageException($"the baseline's {StatisticName.Of(options.Statistic)} {MetricName.Of(metric)} is undefined, so nothing can be compared with it; write it anew with {options.Spelling.UpdateBaseline}");
            yield return new Bound(metric, options.Statistic, value - drop) { Baseline = value, Class = options.Settings.NamedClass };
        }
    }

    /// <summary>What its cases have in common with a run's no longer; null where they are the same.</summary>
    public string? Staleness(EvaluationResult result)
    {
        var ids = result.Cases.Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
        var gone = _cases.Keys.Where(id => !ids.Contains(id)).ToList();
        var fresh = ids.Where(id => !_cases.ContainsKey(id)).Order(StringComparer.Ordinal).ToList();
        if (gone.Count + fresh.Count == 0) return null;
        var parts = new List<string>();
        if (gone.Count > 0) parts.Add($"{gone.Count} of its cases no longer exist ({Some(gone)})");
        if (fresh.Count > 0) parts.Add($"{fresh.Count} cases are not in it ({Some(fresh)})");
        return $"the baseline is out of date: {string.Join(", ", parts)}";
    }

    /// <exception cref="OutputException">The file can't be written.</exception>
    public void Write(string path, string gate) => AtomicFile.WriteIfChanged("the baseline", path, JsonText.Of(json =>
    {
        json.WriteNumber("schema", Schema);
        json.WriteString("gate", gate);
        foreach (var (metric, figures) in _figures)
        {
            json.WriteStartObject(MetricName.Json(metric));
            foreach (var (statistic, value) in figures) JsonReport.Number(json, JsonReport.Camel(statistic), value);
            json.WriteEndObject();
        }
        json.WriteStartObject("cases");
        foreach (var (id, score) in _cases)
        {
            json.WriteStartObject(id);
            JsonReport.Number(json, "dice", score.Dice);
            JsonReport.Number(json, "iou", score.IoU);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }));

    private static Baseline Parse(JsonElement root)
    {
        if (root.GetProperty("schema").GetInt32() != Schema) throw new FormatException();
        var baseline = new Baseline();
        foreach (var metric in new[] { Metric.Dice, Metric.IoU })
        {
            var figures = root.GetProperty(MetricName.Json(metric));
            baseline._figures[metric] = Enum.GetValues<Statistic>().ToDictionary(statistic => statistic, statistic => JsonReport.Figure(figures.GetProperty(JsonReport.Camel(statistic))));
        }
        foreach (var item in root.GetProperty("cases").EnumerateObject())
            baseline._cases.Add(item.Name, (JsonReport.Figure(item.Value.GetProperty("dice")), JsonReport.Figure(item.Value.GetProperty("iou"))));
        return baseline;
    }

    private static string Some(List<string> ids)
    {
        const int Shown = 3;
        return string.Join(", ", ids.Take(Shown)) + (ids.Count > Shown ? ", …" : "");
    }
}
