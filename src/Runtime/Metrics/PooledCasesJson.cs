using System.Globalization;
using System.Text.Json;

namespace MaskSharp;

/// <summary>
/// The sums of a meter without cases as JSON: <c>samples</c>, the counts <c>tp</c>, <c>fp</c>, <c>fn</c> and <c>tn</c> of each class, and
/// under <c>scores</c> for each score <c>empty</c>, <c>skipped</c>, <c>undefined</c> and its sums, of <c>images</c> and of <c>classes</c>. A sum
/// is a list of <see cref="FixedPointSum"/>'s six integers as texts, because they may be longer than other readers' numbers.
/// </summary>
internal static class PooledCasesJson
{
    public const int Schema = 2;

    public static void Write(Utf8JsonWriter writer, PooledCases cases)
    {
        writer.WriteNumber("samples", cases.Samples);
        WriteCounts(writer, "tp", cases, tally => tally.TP);
        WriteCounts(writer, "fp", cases, tally => tally.FP);
        WriteCounts(writer, "fn", cases, tally => tally.FN);
        WriteCounts(writer, "tn", cases, tally => tally.TN);
        writer.WriteStartObject("scores");
        foreach (var (formula, sums) in ScoreCatalog.All.Zip(cases.Sums))
        {
            writer.WriteStartObject(formula.Name);
            writer.WriteNumber("empty", sums.Empty);
            writer.WriteNumber("skipped", sums.Skipped);
            writer.WriteNumber("undefined", sums.Undefined);
            writer.WritePropertyName("images");
            WriteSum(writer, sums.Images);
            writer.WriteStartArray("classes");
            foreach (var sum in sums.PerClass)
                WriteSum(writer, sum);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    /// <summary>Fills empty sums.</summary>
    /// <exception cref="JsonException">Something is missing or of another kind.</exception>
    public static void Read(JsonElement root, PooledCases cases)
    {
        cases.Samples = ReadCount(root, "samples");
        var (tp, fp, fn, tn) = (ReadCounts(root, "tp", cases), ReadCounts(root, "fp", cases), ReadCounts(root, "fn", cases), ReadCounts(root, "tn", cases));
        for (var c = 0; c < cases.Tallies.Length; c++)
            cases.Tallies[c] = new(tp[c], fp[c], fn[c], tn[c]);
        var scores = Get(root, "scores");
        foreach (var (formula, sums) in ScoreCatalog.All.Zip(cases.Sums))
        {
            var score = Get(scores, formula.Name);
            (sums.Empty, sums.Skipped, sums.Undefined) = (ReadCount(score, "empty"), ReadCount(score, "skipped"), ReadCount(score, "undefined"));
            sums.Images = ReadSum(Get(score, "images"));
            var classes = Get(score, "classes");
            if (classes.ValueKind != JsonValueKind.Array || classes.GetArrayLength() != sums.PerClass.Length)
                throw new JsonException($"classes of {formula.Name} is no list of {sums.PerClass.Length} sums.");
            for (var c = 0; c < sums.PerClass.Length; c++)
                sums.PerClass[c] = ReadSum(classes[c]);
        }
    }

    /// <summary>A member of an object.</summary>
    /// <exception cref="JsonException">It is missing, or this is no object.</exception>
    public static JsonElement Get(JsonElement element, string name)
        => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : throw new JsonException($"The meter has no {name}.");

    private static void WriteCounts(Utf8JsonWriter writer, string name, PooledCases cases, Func<PixelTally, long> count)
    {
        writer.WriteStartArray(name);
        foreach (var tally in cases.Tallies)
            writer.WriteNumberValue(count(tally));
        writer.WriteEndArray();
    }

    private static void WriteSum(Utf8JsonWriter writer, FixedPointSum sum)
    {
        writer.WriteStartArray();
        foreach (var part in new Int128[] { sum.Count, sum.Whole, sum.Fraction, sum.Undefined, sum.Positive, sum.Negative })
            writer.WriteStringValue(part.ToString(CultureInfo.InvariantCulture));
        writer.WriteEndArray();
    }

    private static FixedPointSum ReadSum(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() != 6)
            throw new JsonException("A sum is a list of six integers.");
        Int128 Part(int index) => element[index].ValueKind == JsonValueKind.String && Int128.TryParse(element[index].GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var part)
            ? part
            : throw new JsonException($"A sum holds {element[index].GetRawText()}, which is no integer as a text.");
        long Count(int index) => Part(index) >= 0 ? checked((long)Part(index)) : throw new JsonException($"A sum holds {Part(index)} where it counts scores.");
        return new(Count(0), Part(1), Part(2), Count(3), Count(4), Count(5));
    }

    private static long ReadCount(JsonElement element, string name)
        => Get(element, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var count) && count >= 0 ? count : throw new JsonException($"{name} is no whole number of at least 0.");

    private static long[] ReadCounts(JsonElement root, string name, PooledCases cases)
    {
        var counts = Get(root, name);
        if (counts.ValueKind != JsonValueKind.Array || counts.GetArrayLength() != cases.Tallies.Length)
            throw new JsonException($"{name} is no list of {cases.Tallies.Length} counts.");
        return [.. counts.EnumerateArray().Select(count => count.ValueKind == JsonValueKind.Number && count.TryGetInt64(out var value) && value >= 0 ? value : throw new JsonException($"{name} holds {count.GetRawText()}, which is no count."))];
    }
}
