using System.Text.Json;
using System.Text.RegularExpressions;

namespace Conformance.Migrating;

/// <summary>A call as Python has it, such as <c>DiceLoss(sigmoid=True, weight=[3.0])</c>.</summary>
/// <param name="Name">The class or function.</param>
/// <param name="Arguments">Its arguments by name.</param>
public sealed partial record PythonCall(string Name, IReadOnlyDictionary<string, JsonElement> Arguments)
{
    /// <summary>The names of arguments that are given by their places.</summary>
    private static readonly Dictionary<string, string[]> _places = new()
    {
        ["DC_and_CE_loss"] = ["soft_dice_kwargs", "ce_kwargs"],
        ["DC_and_BCE_loss"] = ["bce_kwargs", "soft_dice_kwargs"],
        ["DC_and_topk_loss"] = ["soft_dice_kwargs", "ce_kwargs"],
    };

    public static PythonCall Parse(string text)
    {
        var parts = WholeCall().Match(text);
        if (!parts.Success)
            throw new FormatException($"'{text}' is no call");
        var name = parts.Groups["name"].Value;
        var arguments = new Dictionary<string, JsonElement>();
        foreach (var argument in Split(parts.Groups["arguments"].Value))
        {
            var named = NamedArgument().Match(argument);
            var key = named.Success ? named.Groups["name"].Value : _places[name][arguments.Count];
            arguments[key] = Value(named.Success ? named.Groups["value"].Value : argument);
        }

        return new(name, arguments);
    }

    private static List<string> Split(string arguments)
    {
        var parts = new List<string>();
        var (depth, start) = (0, 0);
        for (var i = 0; i < arguments.Length; i++)
        {
            depth += arguments[i] is '(' or '[' or '{' ? 1 : arguments[i] is ')' or ']' or '}' ? -1 : 0;
            if (arguments[i] == ',' && depth == 0)
            {
                parts.Add(arguments[start..i].Trim());
                start = i + 1;
            }
        }

        if (arguments[start..].Trim() is { Length: > 0 } last)
            parts.Add(last);
        return parts;
    }

    /// <summary>Python's literal as JSON; a class stands for its name.</summary>
    private static JsonElement Value(string literal)
    {
        var json = Word().Replace(literal.Replace('\'', '"'), match => match.Value switch
        {
            "True" => "true",
            "False" => "false",
            "None" => "null",
            _ => $"\"{match.Value}\"",
        });
        return JsonDocument.Parse(json).RootElement;
    }

    [GeneratedRegex(@"^(?<name>\w+)\((?<arguments>.*)\)$")]
    private static partial Regex WholeCall();

    [GeneratedRegex(@"^(?<name>[A-Za-z_]\w*)=(?<value>.+)$")]
    private static partial Regex NamedArgument();

    [GeneratedRegex("(?<![\\w\".])[A-Za-z_]\\w*(?!\")")]
    private static partial Regex Word();
}
