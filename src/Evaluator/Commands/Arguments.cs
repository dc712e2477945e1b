using System.Globalization;
using MaskSharp.Evaluator.Findings;

namespace MaskSharp.Evaluator.Commands;

/// <summary>
/// A command's arguments: options with a value ("--name value" or "--name=value"), switches, and the rest in order.
/// A parser of this size starts in no time, which counts in a program that runs in every build.
/// </summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private Arguments(IReadOnlyList<string> rest) => Rest = rest;

    public IReadOnlyList<string> Rest { get; }

    /// <summary>How to spell settings to whoever gave the arguments.</summary>
    public SettingSpelling Spelling => new(Has("--msbuild"));

    /// <summary>Reads a command's arguments.</summary>
    /// <exception cref="UsageException">An option is unknown, given twice, or lacks its value.</exception>
    public static Arguments Parse(IReadOnlyList<string> args, IReadOnlyList<Option> options)
    {
        var rest = new List<string>();
        var parsed = new Arguments(rest);
        for (var i = 0; i < args.Count; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                rest.Add(args[i]);
                continue;
            }
            var equals = args[i].IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? args[i] : args[i][..equals];
            var option = options.FirstOrDefault(option => option.Name == name) ?? throw new UsageException($"there is no option {name}; see --help");
            string value;
            if (option.Value is null) value = equals < 0 ? "" : throw new UsageException($"{name} takes no value");
            else if (equals >= 0) value = args[i][(equals + 1)..];
            else if (i + 1 < args.Count && !args[i + 1].StartsWith("--", StringComparison.Ordinal)) value = args[++i];
            else throw new UsageException($"{name} needs a value: {name} {option.Value}");
            if (!parsed._values.TryAdd(name, value)) throw new UsageException($"{name} is given twice");
        }
        return parsed;
    }

    /// <summary>The options as they were given, "--name=value", in the order of their names, without some.</summary>
    public IReadOnlyList<string> Without(IReadOnlySet<string> names) =>
        [.. _values.Keys.Where(name => !names.Contains(name)).Order(StringComparer.Ordinal).Select(name => _values[name].Length == 0 ? name : $"{name}={_values[name]}")];

    public bool Has(string name) => _values.ContainsKey(name);

    public string? Text(string name) => _values.GetValueOrDefault(name);

    /// <summary>A path's full form; null if it is not given.</summary>
    /// <exception cref="UsageException">It is empty.</exception>
    public string? FullPath(string name) => Text(name) switch
    {
        null => null,
        "" => throw new UsageException($"{Spelling.Name(name)} is empty; name a file or a folder"),
        var path => Path.GetFullPath(path),
    };

    /// <summary>The full forms of several paths with semicolons between them.</summary>
    public IReadOnlyList<string> FullPaths(string name) =>
        [.. (Text(name) ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Path.GetFullPath)];

    /// <exception cref="UsageException">The option is missing or empty.</exception>
    public string Required(string name) => Text(name) is { Length: > 0 } value ? value : throw new UsageException($"{Spelling.Name(name)} is missing");

    /// <summary>A number between two ends, both allowed, written with a point.</summary>
    /// <exception cref="UsageException">It is no such number.</exception>
    public double? Number(string name, double least, double most)
    {
        if (Text(name) is not { } text) return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most) return value;
        throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{Spelling.Name(name)} is '{text}', which is no number from {least} to {most}{Hint(text, most)}"));
    }

    /// <summary>A whole number between two ends, both allowed.</summary>
    /// <exception cref="UsageException">It is no such number.</exception>
    public int? Integer(string name, int least, int most = int.MaxValue)
    {
        if (Text(name) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most) return value;
        var range = most == int.MaxValue ? FormattableString.Invariant($"of at least {least}") : FormattableString.Invariant($"from {least} to {most}");
        throw new UsageException($"{Spelling.Name(name)} is '{text}', which is no whole number {(least == int.MinValue ? "" : range)}".TrimEnd());
    }

    /// <summary>One of an enumeration's names, in any case.</summary>
    /// <exception cref="UsageException">It is none of them.</exception>
    public T Choice<T>(string name, T fallback, params T[] among)
        where T : struct, Enum => Text(name) is { } text ? Chosen(name, text, among.Length > 0 ? among : Enum.GetValues<T>()) : fallback;

    private T Chosen<T>(string name, string text, T[] among)
        where T : struct, Enum
    {
        foreach (var choice in among)
        {
            if (string.Equals(choice.ToString(), text, StringComparison.OrdinalIgnoreCase)) return choice;
        }
        throw new UsageException($"{Spelling.Name(name)} is '{text}'; it may be {string.Join(", ", among.Select(choice => Spelling.Choice(choice)))}");
    }

    private static string Hint(string text, double most)
    {
        if (text.Contains(',', StringComparison.Ordinal)) return $"; write {text.Replace(',', '.')}, with a point";
        return most == 1 && decimal.TryParse(text.TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out var percent) && percent is > 1 and <= 100
            ? FormattableString.Invariant($"; write {percent / 100} for {percent} %")
            : "";
    }
}
