using System.Text.Json;
using System.Text.RegularExpressions;

namespace MaskSharp.Evaluator.Tests.Support;

/// <summary>As much of JSON Schema 2020-12 as the report's schema uses; a keyword that is not known here fails the test.</summary>
internal sealed class JsonSchema(JsonElement root)
{
    private static readonly string[] _annotations = ["$schema", "$defs", "title", "description"];

    /// <summary>What is wrong with a document: one line for each fault.</summary>
    public IReadOnlyList<string> Check(JsonElement document)
    {
        var faults = new List<string>();
        Check(root, document, "$", faults);
        return faults;
    }

    private void Check(JsonElement schema, JsonElement value, string path, List<string> faults)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            var rule = keyword.Value;
            var holds = keyword.Name switch
            {
                "$ref" => Follow(rule.GetString()!, value, path, faults),
                "type" => rule.ValueKind == JsonValueKind.Array ? rule.EnumerateArray().Any(type => Is(value, type.GetString()!)) : Is(value, rule.GetString()!),
                "const" => JsonElement.DeepEquals(rule, value),
                "enum" => rule.EnumerateArray().Any(allowed => JsonElement.DeepEquals(allowed, value)),
                "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() >= rule.GetDouble(),
                "maximum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() <= rule.GetDouble(),
                "minLength" => value.GetString()!.Length >= rule.GetInt32(),
                "pattern" => Regex.IsMatch(value.GetString()!, rule.GetString()!),
                "minItems" => value.GetArrayLength() >= rule.GetInt32(),
                "maxItems" => value.GetArrayLength() <= rule.GetInt32(),
                "required" => rule.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _)),
                "additionalProperties" => value.EnumerateObject().All(member => schema.GetProperty("properties").TryGetProperty(member.Name, out _)),
                "properties" => Members(rule, value, path, faults),
                "items" => Items(rule, value, path, faults),
                _ => _annotations.Contains(keyword.Name),
            };
            if (!holds) faults.Add($"{path}: {keyword.Name} {rule} does not hold of {value}");
        }
    }

    private bool Follow(string reference, JsonElement value, string path, List<string> faults)
    {
        Check(root.GetProperty("$defs").GetProperty(reference["#/$defs/".Length..]), value, path, faults);
        return true;
    }

    private bool Members(JsonElement rule, JsonElement value, string path, List<string> faults)
    {
        foreach (var member in rule.EnumerateObject())
        {
            if (value.TryGetProperty(member.Name, out var inner)) Check(member.Value, inner, $"{path}.{member.Name}", faults);
        }
        return true;
    }

    private bool Items(JsonElement rule, JsonElement value, string path, List<string> faults)
    {
        foreach (var (i, item) in value.EnumerateArray().Index()) Check(rule, item, $"{path}[{i}]", faults);
        return true;
    }

    private static bool Is(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => value.ValueKind == JsonValueKind.Null,
    };
}
