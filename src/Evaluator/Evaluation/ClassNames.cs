using System.Globalization;
using MaskSharp.Evaluator.Commands;

namespace MaskSharp.Evaluator.Evaluation;

/// <summary>What the classes are called, in the order of their indices; nothing where nobody said.</summary>
internal sealed class ClassNames
{
    public static readonly ClassNames None = new([]);

    private const string Option = "--class-names";

    private ClassNames(IReadOnlyList<string> all) => All = all;

    /// <summary>The names, from class 0 on; empty where there are none.</summary>
    public IReadOnlyList<string> All { get; }

    public bool AreGiven => All.Count > 0;

    /// <summary>The name of a class; null where it has none.</summary>
    public string? this[int index] => AreGiven ? All[index] : null;

    /// <summary>Reads "background;liver;spleen", or the same with commas.</summary>
    /// <param name="arguments">The options.</param>
    /// <param name="classes">Number of classes; 1 for binary masks, whose classes are background and foreground.</param>
    /// <param name="choice">Which of them are scored.</param>
    /// <exception cref="UsageException">There is not one name a class, a name is empty or doubled, or all labels are one class.</exception>
    public static ClassNames Read(Arguments arguments, int classes, ClassChoice choice)
    {
        if (arguments.Text(Option) is not { } text) return None;
        var spelling = arguments.Spelling;
        var option = spelling.Name(Option);
        if (choice.IsAny) throw new UsageException($"{option} does not go together with {spelling.With("--class", "any")}, which makes one class of all nonzero labels");

        var names = text.Split([';', ','], StringSplitOptions.TrimEntries);
        if (names.Contains("")) throw new UsageException($"{option} is '{text}', in which a name is empty; write a name for each class, with semicolons or commas between them");
        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice) throw new UsageException($"{option} has the name '{twice.Key}' twice");
        if (names.Length == Math.Max(2, classes)) return new ClassNames(names);
        var expected = classes == 1 ? $"masks without {spelling.Name("--classes")} have 2 classes, background and foreground" : $"{spelling.With("--classes", classes)} are the classes 0 to {classes - 1}";
        throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{option} has {names.Length} {(names.Length == 1 ? "name" : "names")}, but {expected}; name each, the background too"));
    }

    /// <summary>A class as reports show it: "1, liver", or "1".</summary>
    public string Label(int index)
    {
        var number = index.ToString(CultureInfo.InvariantCulture);
        return this[index] is { } name ? $"{number}, {name}" : number;
    }

    /// <summary>The names, for the digest of settings.</summary>
    public override string ToString() => string.Join(';', All);
}
