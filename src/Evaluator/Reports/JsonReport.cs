using System.Text.Json;
using MaskSharp.Evaluator.Bounds;
using MaskSharp.Evaluator.Commands;
using MaskSharp.Evaluator.Evaluation;
using MaskSharp.Evaluator.Findings;
using MaskSharp.Evaluator.Shards;

namespace MaskSharp.Evaluator.Reports;

/// <summary>The report for programs, schema 1. A figure that does not exist is null; numbers have full precision.</summary>
internal static class JsonReport
{
    public const int Schema = 1;

    public static void Write(Report report, Stream file) => JsonText.Write(file, json =>
    {
        json.WriteNumber("schema", Schema);
        json.WriteString("tool", $"masksharp {ProgramVersion.Text}");
        json.WriteString("gate", report.Options.Gate);
        json.WriteString("verdict", report.Verdict.ToString().ToLowerInvariant());
        WriteSettings(json, report.Options);
        WriteBounds(json, report.Bounds);
        WriteFindings(json, report.Findings);
        WriteSummary(json, report.Result);
        WriteClasses(json, report.Result, report.Options.Settings.Names);
        Texts(json, "notes", report.Result?.Notes ?? []);
        WriteCases(json, report.Result);
        if (report.Part is { } part) ShardPartJson.Write(json, part);
    });

    private static void WriteSettings(Utf8JsonWriter json, EvaluateOptions options)
    {
        json.WriteStartObject("settings");
        json.WriteString("predictions", options.Predictions);
        json.WriteString("groundTruth", options.GroundTruth);
        json.WriteNumber("classes", options.Settings.Classes);
        if (options.Settings.Names.AreGiven) Texts(json, "classNames", options.Settings.Names.All);
        json.WriteString("class", options.Settings.Class.ToString());
        json.WriteBoolean("includeBackground", options.Settings.IncludeBackground);
        if (options.Settings.Ignore is { } ignore) json.WriteNumber("ignore", ignore);
        else json.WriteNull("ignore");
        Number(json, "threshold", options.Settings.Threshold ?? double.NaN);
        if (options.Settings.Surfaces) json.WriteNumber("tolerance", options.Settings.Tolerance);
        json.WriteString("empty", options.Settings.Empty.ToString().ToLowerInvariant());
        json.WriteString("statistic", Camel(options.Statistic));
        json.WriteString("severity", options.Severity.ToString().ToLowerInvariant());
        json.WriteEndObject();
    }

    private static void WriteBounds(Utf8JsonWriter json, IReadOnlyList<BoundResult> bounds)
    {
        json.WriteStartArray("bounds");
        foreach (var bound in bounds)
        {
            json.WriteStartObject();
            json.WriteString("metric", MetricName.Json(bound.Bound.Metric));
            json.WriteString("statistic", Camel(bound.Bound.Statistic));
            json.WriteNumber(bound.Bound.IsMaximum ? "maximum" : "minimum", bound.Bound.Limit);
            if (bound.Bound.Baseline is { } baseline) json.WriteNumber("baseline", baseline);
            Number(json, "value", bound.Value);
            json.WriteBoolean("passed", bound.Passed);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteFindings(Utf8JsonWriter json, IReadOnlyList<Finding> findings)
    {
        json.WriteStartArray("findings");
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("code", finding.Code);
            json.WriteString("severity", finding.Severity.ToString().ToLowerInvariant());
            json.WriteString("message", finding.Message);
            json.WriteString("file", finding.File);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteSummary(Utf8JsonWriter json, EvaluationResult? result)
    {
        json.WriteStartObject("summary");
        json.WriteNumber("cases", result?.Cases.Count ?? 0);
        WriteScore(json, "dice", result?.Dice);
        WriteScore(json, "iou", result?.IoU);
        if (result?.Surfaces is { } surfaces)
        {
            WriteScore(json, MetricName.Json(Metric.NormalizedSurfaceDice), surfaces.Dice);
            WriteScore(json, MetricName.Json(Metric.Hausdorff95), surfaces.Hausdorff95);
        }
        Number(json, "pixelAccuracy", result?.PixelAccuracy ?? double.NaN);
        Number(json, "foregroundFraction", result?.ForegroundFraction ?? double.NaN);
        Number(json, "emptyMaskAccuracy", result?.EmptyMaskAccuracy ?? double.NaN);
        WriteLevels(json, "emptyMaskDice", result?.EmptyMaskDice.Mean ?? double.NaN, result?.EmptyMaskDice.Pooled ?? double.NaN);
        json.WriteNumber("casesWithForeground", result?.Cases.Count(item => item.TruePixels > 0) ?? 0);
        json.WriteNumber("excluded", result?.Excluded ?? 0);
        json.WriteEndObject();
    }

    private static void WriteScore(Utf8JsonWriter json, string name, ScoreSummary? score)
    {
        json.WriteStartObject(name);
        Number(json, "mean", score?.Mean ?? double.NaN);
        Number(json, "pooled", score?.Pooled ?? double.NaN);
        Number(json, "median", score?.Median ?? double.NaN);
        Number(json, "p05", score?.P05 ?? double.NaN);
        Number(json, "min", score?.Min ?? double.NaN);
        json.WriteStartArray("ci95");
        Number(json, score?.Interval.From ?? double.NaN);
        Number(json, score?.Interval.To ?? double.NaN);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteClasses(Utf8JsonWriter json, EvaluationResult? result, ClassNames names)
    {
        json.WriteStartArray("classes");
        foreach (var item in result?.Classes ?? [])
        {
            json.WriteStartObject();
            json.WriteNumber("index", item.Index);
            if (names[item.Index] is { } name) json.WriteString("name", name);
            WriteLevels(json, "dice", item.MeanDice, item.PooledDice);
            WriteLevels(json, "iou", item.MeanIoU, item.PooledIoU);
            Number(json, "precision", item.Precision);
            Number(json, "recall", item.Recall);
            json.WriteNumber("truePixels", item.TruePixels);
            json.WriteNumber("predictedPixels", item.PredictedPixels);
            Number(json, "fraction", item.Fraction);
            json.WriteNumber("casesWithClass", item.CasesWithClass);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteLevels(Utf8JsonWriter json, string name, double mean, double pooled)
    {
        json.WriteStartObject(name);
        Number(json, "mean", mean);
        Number(json, "pooled", pooled);
        json.WriteEndObject();
    }

    private static void WriteCases(Utf8JsonWriter json, EvaluationResult? result)
    {
        json.WriteStartArray("cases");
        foreach (var (i, item) in (result?.Cases ?? []).Index())
        {
            json.WriteStartObject();
            json.WriteString("id", item.Id);
            Number(json, "dice", item.Dice);
            Number(json, "iou", item.IoU);
            if (result?.Surfaces is { } surfaces)
            {
                Number(json, MetricName.Json(Metric.NormalizedSurfaceDice), surfaces.Cases[i].Dice);
                Number(json, MetricName.Json(Metric.Hausdorff95), surfaces.Cases[i].Hausdorff95);
            }
            Number(json, "pixelAccuracy", item.PixelAccuracy);
            Number(json, "foregroundFraction", item.ForegroundFraction);
            json.WriteStartArray("classes");
            foreach (var score in item.Classes)
            {
                json.WriteStartObject();
                json.WriteNumber("index", score.Index);
                Number(json, "dice", score.Dice);
                Number(json, "iou", score.IoU);
                json.WriteNumber("tp", score.TP);
                json.WriteNumber("fp", score.FP);
                json.WriteNumber("fn", score.FN);
                json.WriteNumber("tn", score.TN);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
            JsonText.HandOn(json);
        }
        json.WriteEndArray();
    }

    /// <summary>Writes a number with full precision; null for one that does not exist.</summary>
    public static void Number(Utf8JsonWriter json, string name, double value)
    {
        json.WritePropertyName(name);
        Number(json, value);
    }

    public static void Number(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value)) json.WriteNumberValue(value);
        else json.WriteNullValue();
    }

    /// <summary>Writes an array of texts.</summary>
    public static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    /// <summary>Reads what <see cref="Number(Utf8JsonWriter, string, double)"/> wrote.</summary>
    public static double Figure(JsonElement element) => element.ValueKind == JsonValueKind.Null ? double.NaN : element.GetDouble();

    /// <summary>A statistic's name as a member.</summary>
    public static string Camel(Statistic statistic)
    {
        var name = statistic.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
