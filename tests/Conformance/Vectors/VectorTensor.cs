using System.Globalization;
using System.Text.Json;

namespace Conformance.Vectors;

/// <summary>A tensor of a vector file: row-major numbers with shape and the name of their type.</summary>
public sealed record VectorTensor(long[] Shape, string Dtype, double[] Data)
{
    public static VectorTensor Read(JsonElement element)
    {
        if (element.TryGetProperty("generator", out var generator))
            throw new NotSupportedException($"generated inputs ('{generator}') are masks of the metrics, not tensors of a loss");
        return new(
            [.. element.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())],
            element.GetProperty("dtype").GetString()!,
            [.. element.GetProperty("data").EnumerateArray().Select(ReadNumber)]);
    }

    private static double ReadNumber(JsonElement number) => number.ValueKind == JsonValueKind.String
        ? double.Parse(number.GetString()!, CultureInfo.InvariantCulture)
        : number.GetDouble();
}
