using System.Text.Json;
using System.Text.Json.Serialization;

namespace MaskSharp;

/// <summary>
/// A meter as JSON, schema 1: <c>schema</c>, <c>classes</c>, the rules <c>empty</c>, <c>undefined</c>, <c>includeBackground</c> and
/// <c>classNames</c>, and the counts <c>tp</c>, <c>fp</c>, <c>fn</c> and <c>tn</c>, each a list of samples of a list of classes. Schema 2
/// is a meter of sums: see <see cref="PooledCasesJson"/>.
/// </summary>
internal sealed class SegmentationMeterJsonConverter : JsonConverter<SegmentationMeter>
{
    private const int Schema = 1;

    public override void Write(Utf8JsonWriter writer, SegmentationMeter value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber("schema", value.KeepsCases ? Schema : PooledCasesJson.Schema);
        writer.WriteNumber("classes", value.Classes);
        writer.WriteString("empty", value.Options.Empty.ToString());
        writer.WriteString("undefined", value.Options.Undefined.ToString());
        writer.WriteBoolean("includeBackground", value.Options.IncludeBackground);
        if (value.Options.ClassNames is { } names)
        {
            writer.WriteStartArray("classNames");
            foreach (var name in names)
                writer.WriteStringValue(name);
            writer.WriteEndArray();
        }

        if (value.Pooled is { } pooled)
        {
            PooledCasesJson.Write(writer, pooled);
            writer.WriteEndObject();
            return;
        }

        var counts = value.Counts();
        WriteCounts(writer, "tp", counts.TP);
        WriteCounts(writer, "fp", counts.FP);
        WriteCounts(writer, "fn", counts.FN);
        WriteCounts(writer, "tn", counts.TN);
        writer.WriteEndObject();
    }

    public override SegmentationMeter Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
            throw new JsonException("A meter is a JSON object.");
        var schema = ReadInt(root, "schema");
        if (schema is not (Schema or PooledCasesJson.Schema))
            throw new JsonException($"The meter has schema {PooledCasesJson.Get(root, "schema").GetRawText()}; this version reads schema {Schema} and {PooledCasesJson.Schema}.");
        if (ReadInt(root, "classes") is not (>= 1 and var classes))
            throw new JsonException("classes is no whole number of at least 1.");
        try
        {
            var meter = new SegmentationMeter(classes, ReadOptions(root), keepsCases: schema == Schema);
            if (meter.Pooled is { } pooled)
            {
                PooledCasesJson.Read(root, pooled);
                return meter;
            }

            var (tp, fp, fn, tn) = (ReadCounts(root, "tp", classes), ReadCounts(root, "fp", classes), ReadCounts(root, "fn", classes), ReadCounts(root, "tn", classes));
            if (fp.Length != tp.Length || fn.Length != tp.Length || tn.Length != tp.Length)
                throw new JsonException("tp, fp, fn and tn have different numbers of samples.");
            if (tp.Length > 0)
                meter.Update(new(tp.Length / classes, classes, tp, fp, fn, tn));
            return meter;
        }
        catch (Exception error) when (error is ArgumentException or OverflowException)
        {
            throw new JsonException($"The meter does not hold together: {error.Message}", error);
        }
    }

    private static ScoreOptions ReadOptions(JsonElement root) => new()
    {
        Empty = ReadEnum<EmptyMask>(root, "empty"),
        Undefined = ReadEnum<UndefinedScore>(root, "undefined"),
        IncludeBackground = PooledCasesJson.Get(root, "includeBackground").ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw new JsonException("includeBackground is neither true nor false."),
        },
        ClassNames = root.TryGetProperty("classNames", out var names) && names.ValueKind == JsonValueKind.Array
            ? [.. names.EnumerateArray().Select(name => name.ValueKind == JsonValueKind.String ? name.GetString()! : throw new JsonException("classNames holds something that is no text."))]
            : null,
    };

    private static int? ReadInt(JsonElement root, string name)
        => PooledCasesJson.Get(root, name) is { ValueKind: JsonValueKind.Number } element && element.TryGetInt32(out var value) ? value : null;

    private static T ReadEnum<T>(JsonElement root, string name)
        where T : struct, Enum
        => PooledCasesJson.Get(root, name) is { ValueKind: JsonValueKind.String } element && Array.Find(Enum.GetNames<T>(), known => element.ValueEquals(known)) is { } text
            ? Enum.Parse<T>(text)
            : throw new JsonException($"{name} is none of {string.Join(", ", Enum.GetNames<T>())}.");

    private static long[] ReadCounts(JsonElement root, string name, int classes)
    {
        var samples = PooledCasesJson.Get(root, name);
        if (samples.ValueKind != JsonValueKind.Array)
            throw new JsonException($"{name} is no list of samples.");
        var counts = new List<long>();
        foreach (var sample in samples.EnumerateArray())
        {
            if (sample.ValueKind != JsonValueKind.Array || sample.GetArrayLength() != classes)
                throw new JsonException($"{name} has a sample that is no list of {classes} classes.");
            foreach (var count in sample.EnumerateArray())
                counts.Add(count.ValueKind == JsonValueKind.Number && count.TryGetInt64(out var value) ? value : throw new JsonException($"{name} holds {count.GetRawText()}, which is no whole number."));
        }

        return [.. counts];
    }

    private static void WriteCounts(Utf8JsonWriter writer, string name, SampleTable<long> counts)
    {
        writer.WriteStartArray(name);
        for (var sample = 0; sample < counts.Samples; sample++)
        {
            writer.WriteStartArray();
            foreach (var count in counts.Row(sample))
                writer.WriteNumberValue(count);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }
}
