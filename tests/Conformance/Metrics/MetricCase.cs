using System.Text.Json;
using Conformance.Vectors;

namespace Conformance.Metrics;

/// <summary>One call of a peer's metric: arguments, inputs (one tensor, or a list fed one after the other) and figures.</summary>
public sealed record MetricCase
{
    /// <summary>"peer/name/number".</summary>
    public required string Id { get; init; }

    /// <summary>The arguments by the peer's names.</summary>
    public required CaseParameters Parameters { get; init; }

    /// <summary>The inputs by the peer's names.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<MaskTensor>> Inputs { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>All figures that the peer gave, one tensor after the other; null where it raised an error.</summary>
    public double[]? Output { get; init; }

    /// <summary>The exception that the peer raised.</summary>
    public string? Error { get; init; }

    /// <summary>Relative and absolute tolerance of a published figure; null for figures in full precision.</summary>
    public (double Relative, double Absolute)? Tolerance { get; init; }

    /// <summary>The tag that says the peer's answer is a known fault, or null.</summary>
    public string? PeerFault => Tags.FirstOrDefault(tag => tag.StartsWith("peer_bug", StringComparison.Ordinal));

    /// <summary>An input that is one tensor.</summary>
    public MaskTensor Input(string name) => Inputs[name].Single();

    /// <summary>The cases of a file.</summary>
    public static IReadOnlyList<MetricCase> ReadFile(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var root = document.RootElement.Clone();
        var shared = root.GetProperty("tensors").EnumerateObject().ToDictionary(tensor => tensor.Name, tensor => tensor.Value);
        return [.. root.GetProperty("cases").EnumerateArray().Select(element => Read(element, shared))];
    }

    private static MetricCase Read(JsonElement element, Dictionary<string, JsonElement> shared)
    {
        MaskTensor Tensor(JsonElement value) => MaskTensor.Read(value.TryGetProperty("$ref", out var name) ? shared[name.GetString()!] : value);
        IEnumerable<MaskTensor> Flat(JsonElement value) => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().SelectMany(Flat) : [Tensor(value)];

        var expected = element.GetProperty("expected");
        return new()
        {
            Id = element.GetProperty("id").GetString()!,
            Parameters = new(element.GetProperty("params")),
            Inputs = element.GetProperty("inputs").EnumerateObject().ToDictionary(input => input.Name, IReadOnlyList<MaskTensor> (input) => [.. Flat(input.Value)]),
            Tags = element.TryGetProperty("tags", out var tags) ? [.. tags.EnumerateArray().Select(tag => tag.GetString()!)] : [],
            Output = expected.TryGetProperty("output", out var output) ? [.. Flat(output).SelectMany(tensor => tensor.Data)] : null,
            Error = expected.TryGetProperty("error", out var error) ? error.GetString() : null,
            Tolerance = expected.TryGetProperty("rtol", out var relative) ? (relative.GetDouble(), expected.GetProperty("atol").GetDouble()) : null,
        };
    }
}
