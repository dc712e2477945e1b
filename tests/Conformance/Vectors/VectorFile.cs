using System.Text.Json;

namespace Conformance.Vectors;

/// <summary>The cases of one peer and one of its losses or metrics.</summary>
public sealed record VectorFile(string Peer, string Name, IReadOnlyList<VectorCase> Cases)
{
    public override string ToString() => $"{Peer}.{Name}";

    public static VectorFile Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var root = document.RootElement.Clone();
        if (root.GetProperty("schema").GetInt32() != 1)
            throw new InvalidDataException($"{path}: schema {root.GetProperty("schema")} is not 1, the one read here");
        var shared = root.GetProperty("tensors").EnumerateObject().ToDictionary(tensor => tensor.Name, tensor => tensor.Value);
        return new(
            root.GetProperty("peer").GetString()!,
            root.GetProperty("name").GetString()!,
            [.. root.GetProperty("cases").EnumerateArray().Select(element => VectorCase.Read(element, shared))]);
    }
}
