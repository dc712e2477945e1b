using System.Text.Json;

namespace Conformance.Vectors;

/// <summary>The arguments given to a peer, under the peer's names. What is absent had the peer's default.</summary>
public sealed class CaseParameters(JsonElement values)
{
    public IEnumerable<string> Names => values.EnumerateObject().Select(property => property.Name);

    public double Number(string name, double absent) => Given(name) is { } value ? value.GetDouble() : absent;

    public int? Whole(string name) => Given(name)?.GetInt32();

    public bool Flag(string name, bool absent = false) => Given(name) is { } value ? value.GetBoolean() : absent;

    public string? Text(string name) => Given(name)?.GetString();

    /// <summary>A list of numbers however deeply nested, a scalar as a list of one, or null.</summary>
    public double[]? Numbers(string name) => Given(name) is { } value ? [.. Flatten(value)] : null;

    public bool IsScalar(string name) => Given(name)?.ValueKind == JsonValueKind.Number;

    /// <summary>Arguments that are themselves named arguments, such as nnU-Net's <c>ce_kwargs</c>.</summary>
    public CaseParameters Nested(string name) => new(values.GetProperty(name));

    /// <summary>Whether these are the same arguments, one aside.</summary>
    public bool Equal(IReadOnlyDictionary<string, JsonElement> others, string but)
    {
        var own = values.EnumerateObject().Where(property => property.Name != but).ToDictionary(property => property.Name, property => property.Value);
        return own.Count == others.Count(other => other.Key != but)
            && own.All(property => others.TryGetValue(property.Key, out var other) && JsonElement.DeepEquals(property.Value, other));
    }

    private JsonElement? Given(string name)
        => values.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static IEnumerable<double> Flatten(JsonElement element) => element.ValueKind == JsonValueKind.Array
        ? element.EnumerateArray().SelectMany(Flatten)
        : [element.GetDouble()];
}
