using System.Collections.Immutable;
using System.Globalization;

namespace MaskSharp;

/// <summary>What the scores of counts depend on beside the counts: the rules for 0/0, the background and the class names.</summary>
public sealed class ScoreOptions
{
    /// <summary>The defaults: an empty class scores 1, any other 0/0 is NaN, every class counts.</summary>
    public static ScoreOptions Default { get; } = new();

    /// <summary>What a class with no true and no predicted pixel scores where its formula is 0/0.</summary>
    public EmptyMask Empty { get; init; }

    /// <summary>What any other 0/0 is.</summary>
    public UndefinedScore Undefined { get; init; }

    /// <summary>False leaves class 0 out of mean, pooled and weighted scores. One class alone is the foreground and stays.</summary>
    public bool IncludeBackground { get; init; } = true;

    /// <summary>One name a class, for reports; null numbers them.</summary>
    public IReadOnlyList<string>? ClassNames { get; init; }

    /// <summary>The classes that mean, pooled and weighted scores look at start here.</summary>
    internal int FirstClass(int classes) => IncludeBackground || classes == 1 ? 0 : 1;

    /// <summary>One name a class: the given ones, or "0", "1", ….</summary>
    internal ImmutableArray<string> NamesOf(int classes)
        => ClassNames is { } names ? [.. names] : [.. Enumerable.Range(0, classes).Select(c => c.ToString(CultureInfo.InvariantCulture))];

    /// <summary>The rules in words, for results.</summary>
    internal string Describe()
        => $"empty classes: {Empty}; other 0/0: {Undefined}; background {(IncludeBackground ? "counted" : "left out")}";

    /// <summary>What differs from other options, by name and value; null where both score alike under the same class names.</summary>
    internal string? DifferenceTo(ScoreOptions other)
    {
        if (Empty != other.Empty)
            return $"Empty is {Empty} and {other.Empty}";
        if (Undefined != other.Undefined)
            return $"Undefined is {Undefined} and {other.Undefined}";
        if (IncludeBackground != other.IncludeBackground)
            return $"IncludeBackground is {IncludeBackground} and {other.IncludeBackground}";
        return (ClassNames ?? []).SequenceEqual(other.ClassNames ?? [])
            ? null
            : $"ClassNames are {Text(ClassNames)} and {Text(other.ClassNames)}";
    }

    /// <summary>Throws unless the options fit counts of so many classes.</summary>
    internal void Check(int classes, string argument)
    {
        if (ClassNames is { } names && names.Count != classes)
            throw new ArgumentException($"ClassNames has {names.Count} names where there are {classes} classes.", argument);
        if (!Enum.IsDefined(Empty))
            throw new ArgumentException($"Empty = {Empty} is no value of {nameof(EmptyMask)}.", argument);
        if (!Enum.IsDefined(Undefined))
            throw new ArgumentException($"Undefined = {Undefined} is no value of {nameof(UndefinedScore)}.", argument);
    }

    private static string Text(IReadOnlyList<string>? names) => names is null ? "not given" : string.Join(", ", names);
}
