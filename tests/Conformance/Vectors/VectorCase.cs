using System.Text.Json;

namespace Conformance.Vectors;

/// <summary>One case of a peer: its arguments under the peer's own names, its inputs, and what the peer gave.</summary>
public sealed record VectorCase
{
    /// <summary>"peer/name/number".</summary>
    public required string Id { get; init; }

    public required CaseParameters Parameters { get; init; }

    /// <summary>The inputs that are one tensor each, by the peer's names.</summary>
    public required IReadOnlyDictionary<string, VectorTensor> Inputs { get; init; }

    /// <summary>The inputs that are several tensors each, such as the predictions of a deeply supervised model.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<VectorTensor>> Lists { get; init; }

    /// <summary>The gradient of each tensor of the input, where the input is a list.</summary>
    public IReadOnlyList<VectorTensor>? Gradients { get; init; }

    /// <summary>"logits", "probabilities", "as_is" or "labels_or_onehot".</summary>
    public required string InputKind { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The peer's value, or null where it raised an error or gave a list.</summary>
    public VectorTensor? Output { get; init; }

    /// <summary>d(sum(output))/d(input), or null where it was not recorded.</summary>
    public VectorTensor? Gradient { get; init; }

    /// <summary>The exception that the peer raised.</summary>
    public string? Error { get; init; }

    /// <summary>Tolerances of a published figure; null for figures in full precision.</summary>
    public (double Relative, double Absolute)? Tolerance { get; init; }

    /// <summary>The tag that says the peer's answer is a known fault or habit, or null.</summary>
    public string? PeerFault => Tags.FirstOrDefault(tag => tag.StartsWith("peer_", StringComparison.Ordinal));

    /// <summary>Why this case has another shape than "tensors in, tensor out", or null.</summary>
    public string? Unreadable { get; init; }

    public static VectorCase Read(JsonElement element, IReadOnlyDictionary<string, JsonElement> shared)
    {
        var inputs = new Dictionary<string, VectorTensor>();
        var lists = new Dictionary<string, IReadOnlyList<VectorTensor>>();
        string? unreadable = null;
        foreach (var input in element.GetProperty("inputs").EnumerateObject())
        {
            if (Resolve(input.Value, shared) is { } tensor)
                inputs[input.Name] = tensor;
            else
                (lists[input.Name], unreadable) = (List(input.Value, shared), $"input '{input.Name}' is a list of tensors");
        }

        var expected = element.GetProperty("expected");
        var output = expected.TryGetProperty("output", out var value) ? Resolve(value, shared) : null;
        var error = expected.TryGetProperty("error", out var name) ? name.GetString() : null;
        if (output is null && error is null)
            unreadable ??= "the output is a list of tensors";
        return new()
        {
            Id = element.GetProperty("id").GetString()!,
            Parameters = new(element.GetProperty("params")),
            Inputs = inputs,
            Lists = lists,
            Gradients = expected.TryGetProperty("grad_input", out var all) && all.ValueKind == JsonValueKind.Array ? List(all, shared) : null,
            InputKind = element.GetProperty("input_kind").GetString()!,
            Tags = [.. element.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()!)],
            Output = output,
            Gradient = expected.TryGetProperty("grad_input", out var gradient) ? Resolve(gradient, shared) : null,
            Error = error,
            Tolerance = expected.TryGetProperty("rtol", out var relative)
                ? (relative.GetDouble(), expected.GetProperty("atol").GetDouble())
                : null,
            Unreadable = unreadable,
        };
    }

    private static List<VectorTensor> List(JsonElement list, IReadOnlyDictionary<string, JsonElement> shared)
        => list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(element => Resolve(element, shared)!)] : [];

    private static VectorTensor? Resolve(JsonElement element, IReadOnlyDictionary<string, JsonElement> shared)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return null;
        if (element.TryGetProperty("$ref", out var name))
            element = shared[name.GetString()!];
        return element.TryGetProperty("shape", out _) ? VectorTensor.Read(element) : null;
    }
}
