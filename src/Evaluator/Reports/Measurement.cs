using System.Text.Json;
using MaskSharp.Evaluator.Evaluation;

namespace MaskSharp.Evaluator.Reports;

/// <summary>The file that tells the compiler a data set's class balance, schema 1.</summary>
internal static class Measurement
{
    public const int Schema = 1;

    public static byte[] Write(string name, string source, Balance balance) => JsonText.Of(json =>
    {
        json.WriteNumber("schema", Schema);
        json.WriteString("name", name);
        json.WriteString("source", source);
        json.WriteNumber("masks", balance.Masks);
        json.WriteNumber("pixels", balance.Pixels);
        json.WriteNumber("foregroundFraction", balance.ForegroundFraction);
        json.WriteNumber("emptyMaskAccuracy", balance.EmptyMaskAccuracy);
        json.WriteStartArray("classes");
        for (var c = 0; c < balance.PixelsPerClass.Count; c++)
        {
            json.WriteStartObject();
            json.WriteNumber("index", c);
            json.WriteNumber("pixels", balance.PixelsPerClass[c]);
            json.WriteNumber("fraction", balance.Fraction(c));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    /// <summary>Reads a measurement back; null if the content is none.</summary>
    public static Balance? Read(byte[] content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            var root = document.RootElement;
            if (root.GetProperty("schema").GetInt32() != Schema) return null;
            var pixels = root.GetProperty("classes").EnumerateArray().Select(item => item.GetProperty("pixels").GetInt64()).ToList();
            var balance = new Balance(root.GetProperty("masks").GetInt32(), pixels);
            return pixels.Count >= 2 && pixels.TrueForAll(count => count >= 0) && balance.Pixels > 0 ? balance : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
