using System.Text.Json;
using MaskSharp.Evaluator.Evaluation;
using MaskSharp.Evaluator.Pairing;
using MaskSharp.Evaluator.Reports;

namespace MaskSharp.Evaluator.Shards;

/// <summary>A part as JSON and back, without losing a bit.</summary>
internal static class ShardPartJson
{
    public static void Write(Utf8JsonWriter json, ShardPart part)
    {
        json.WriteStartObject("part");
        json.WriteNumber("index", part.Shard.Index);
        json.WriteNumber("count", part.Shard.Count);
        JsonReport.Texts(json, "arguments", part.Arguments);
        JsonReport.Texts(json, "notes", part.Notes);
        json.WriteStartArray("cases");
        foreach (var item in part.Cases)
        {
            WriteCase(json, item);
            JsonText.HandOn(json);
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <exception cref="FormatException">The element is no part.</exception>
    /// <exception cref="KeyNotFoundException">It lacks a member.</exception>
    /// <exception cref="InvalidOperationException">A member has another type.</exception>
    public static ShardPart Read(JsonElement part)
    {
        var shard = new Shard(part.GetProperty("index").GetInt32(), part.GetProperty("count").GetInt32());
        var values = new ValueSetPool();
        if (shard.Count < 1 || shard.Index < 0 || shard.Index >= shard.Count) throw new FormatException();
        return new ShardPart(shard, ReadTexts(part.GetProperty("arguments")), [.. part.GetProperty("cases").EnumerateArray().Select(item => ReadCase(item, values))], ReadTexts(part.GetProperty("notes")));
    }

    private static List<string> ReadTexts(JsonElement texts) => [.. texts.EnumerateArray().Select(text => text.GetString() ?? throw new FormatException())];

    private static void WriteCase(Utf8JsonWriter json, CaseCounts item)
    {
        json.WriteStartObject();
        json.WriteString("id", item.Id);
        json.WriteString("prediction", item.Prediction);
        json.WriteString("groundTruth", item.GroundTruth);
        WriteCounts(json, "labels", item.AsLabels);
        if (!item.AsMap.IsNone) WriteCounts(json, "map", item.AsMap);
        if (item.SurfacesAsLabels.Count > 0)
        {
            WriteSurfaces(json, "labelSurfaces", item.SurfacesAsLabels);
            WriteSurfaces(json, "mapSurfaces", item.SurfacesAsMap);
        }
        WriteValues(json, "trueValues", item.TrueValues);
        WriteValues(json, "predictedValues", item.PredictedValues);
        json.WriteBoolean("real", item.PredictionIsReal);
        json.WriteBoolean("palette", item.PredictionIsPalette);
        json.WriteBoolean("turned", item.PredictionWasTurned);
        json.WriteNumber("maximum", item.PredictionMaximum);
        json.WriteEndObject();
    }

    private static CaseCounts ReadCase(JsonElement item, ValueSetPool values) => new(new CasePair(Text(item, "id"), Text(item, "prediction"), Text(item, "groundTruth")))
    {
        AsLabels = ReadCounts(item.GetProperty("labels")),
        AsMap = item.TryGetProperty("map", out var map) ? ReadCounts(map) : default,
        SurfacesAsLabels = ReadSurfaces(item, "labelSurfaces"),
        SurfacesAsMap = ReadSurfaces(item, "mapSurfaces"),
        TrueValues = values.Share(ReadValues(item.GetProperty("trueValues"))),
        PredictedValues = values.Share(ReadValues(item.GetProperty("predictedValues"))),
        PredictionIsReal = item.GetProperty("real").GetBoolean(),
        PredictionIsPalette = item.GetProperty("palette").GetBoolean(),
        PredictionWasTurned = item.GetProperty("turned").GetBoolean(),
        PredictionMaximum = item.GetProperty("maximum").GetInt64(),
    };

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString() ?? throw new FormatException();

    private static void WriteCounts(Utf8JsonWriter json, string name, ClassCounts counts)
    {
        json.WriteStartArray(name);
        foreach (var count in counts.Values) json.WriteNumberValue(count);
        json.WriteEndArray();
    }

    private static ClassCounts ReadCounts(JsonElement counts) => new([.. counts.EnumerateArray().Select(count => count.GetInt64())]);

    // Class, surface Dice and distance of each class, one after the other; NaN and infinity as texts.
    private static void WriteSurfaces(Utf8JsonWriter json, string name, IReadOnlyList<SurfaceScore> surfaces)
    {
        json.WriteStartArray(name);
        foreach (var surface in surfaces)
        {
            json.WriteNumberValue(surface.Index);
            foreach (var value in new[] { surface.Dice, surface.Hausdorff95 })
            {
                if (double.IsFinite(value)) json.WriteNumberValue(value);
                else json.WriteStringValue(double.IsNaN(value) ? "NaN" : "Infinity");
            }
        }
        json.WriteEndArray();
    }

    private static IReadOnlyList<SurfaceScore> ReadSurfaces(JsonElement item, string name)
    {
        if (!item.TryGetProperty(name, out var surfaces)) return [];
        static double Value(JsonElement value) => value.ValueKind != JsonValueKind.String ? value.GetDouble() : value.GetString() == "NaN" ? double.NaN : double.PositiveInfinity;
        return [.. surfaces.EnumerateArray().Chunk(3).Select(three => three.Length == 3 ? new SurfaceScore(three[0].GetInt32(), Value(three[1]), Value(three[2])) : throw new FormatException())];
    }

    private static void WriteValues(Utf8JsonWriter json, string name, ValueSet values)
    {
        json.WriteStartObject(name);
        if (!values.IsEmpty)
        {
            json.WriteStartArray("values");
            foreach (var value in values.Kept) json.WriteNumberValue(value);
            json.WriteEndArray();
            if (values.Overflows) json.WriteBoolean("more", true);
            if (values.HasNaN) json.WriteBoolean("nan", true);
            if (!values.AreWhole) json.WriteBoolean("fractions", true);
            WriteEnd(json, "minimum", values.Minimum);
            WriteEnd(json, "maximum", values.Maximum);
        }
        json.WriteEndObject();
    }

    // JSON has no infinity, which is what floating masks may hold, or a set of NaN alone has for ends.
    private static void WriteEnd(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value)) json.WriteNumber(name, value);
        else json.WriteString(name, value > 0 ? "Infinity" : "-Infinity");
    }

    private static ValueSet ReadValues(JsonElement set)
    {
        bool Flag(string name) => set.TryGetProperty(name, out var flag) && flag.GetBoolean();
        double End(string name)
        {
            var end = set.GetProperty(name);
            return end.ValueKind == JsonValueKind.String ? (end.GetString() == "Infinity" ? double.PositiveInfinity : double.NegativeInfinity) : end.GetDouble();
        }

        return set.TryGetProperty("values", out var values)
            ? ValueSet.Of(values.EnumerateArray().Select(value => value.GetDouble()), Flag("more"), Flag("nan"), !Flag("fractions"), End("minimum"), End("maximum"))
            : ValueSet.None;
    }
}
