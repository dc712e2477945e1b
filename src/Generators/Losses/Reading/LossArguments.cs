using MaskSharp.Generators.Diagnostics;
using MaskSharp.Generators.Emit;
using MaskSharp.Generators.Model;
using Microsoft.CodeAnalysis;

namespace MaskSharp.Generators.Losses.Reading;

/// <summary>The arguments of one attribute, each checked where it is read; what is wrong is blamed on the argument itself.</summary>
/// <param name="arguments">The written arguments.</param>
internal sealed class LossArguments(AttributeArguments arguments)
{
    private readonly List<DiagnosticInfo> _diagnostics = [];
    private IReadOnlyDictionary<string, object> _defaults = PresetDefaults.None;

    /// <summary>What was wrong with the arguments read so far.</summary>
    public IReadOnlyList<DiagnosticInfo> Diagnostics => _diagnostics;

    /// <summary>Whether the argument is written out, whatever its value.</summary>
    public bool Has(string name) => arguments.Has(name);

    /// <summary>A number or a flag; where it is not written out, the preset's, and without one <paramref name="fallback"/>.</summary>
    public T Get<T>(string name, T fallback)
        => arguments.Get(name, _defaults.TryGetValue(name, out var preset) && preset is T value ? value : fallback);

    /// <summary>Puts a preset's defaults in the place of what is not written out; they are no arguments, and never blamed.</summary>
    public void Use(IReadOnlyDictionary<string, object> defaults) => _defaults = defaults;

    /// <summary>A text.</summary>
    public string GetString(string name, string fallback) => arguments.GetString(name, fallback) ?? "";

    /// <summary>Whether a text is written out that says nothing, which null does on purpose.</summary>
    public bool IsBlank(string name) => Has(name) && arguments.GetString(name, "") is { } text && string.IsNullOrWhiteSpace(text);

    /// <summary>Where an argument stands.</summary>
    public LocationInfo? LocationOf(string name) => LocationInfo.From(arguments.NodeOf(name));

    /// <summary>A list as it is written; null where there is none.</summary>
    public EquatableArray<T>? GetList<T>(string name)
        where T : IEquatable<T>
        => arguments.GetList<T>(name);

    /// <summary>An enum's value, of <paramref name="count"/> that it has.</summary>
    public int Choice(string name, int count)
    {
        var value = Get(name, 0);
        if (value >= 0 && value < count)
            return value;
        OutOfRange(name, Literals.Int(value), "it is no value of the enum");
        return 0;
    }

    /// <summary>A finite number from 0 on.</summary>
    public double NotNegative(string name, double fallback)
        => Checked(name, fallback, value => value >= 0 && !double.IsPositiveInfinity(value), "it is finite and not negative");

    /// <summary>A finite number above 0.</summary>
    public double Positive(string name, double fallback)
        => Checked(name, fallback, value => value > 0 && !double.IsPositiveInfinity(value), "it is finite and above 0");

    /// <summary>A number that a rule allows.</summary>
    public double Checked(string name, double fallback, Func<double, bool> isAllowed, string rule)
    {
        var value = Get(name, fallback);
        if (isAllowed(value))
            return value;
        OutOfRange(name, Literals.Number(value), rule);
        return fallback;
    }

    /// <summary>A number where NaN is how the attribute says "not given".</summary>
    public double? Optional(string name, Func<double, bool> isAllowed, string rule)
        => double.IsNaN(Get(name, double.NaN)) ? null : Checked(name, double.NaN, isAllowed, rule) is var value && double.IsNaN(value) ? null : value;

    /// <summary>A list with a finite, not negative value for each class, one of them above 0; null where it is not given or wrong.</summary>
    public EquatableArray<double>? Weights(string name, int classes)
    {
        if (List(name, classes) is not { } weights)
            return null;
        if (weights.All(weight => weight == 0))
            OutOfRange(name, "0 for every class", "one class at least has weight");
        return weights;
    }

    /// <summary>A list with a finite, not negative value for each class; null where it is not given or wrong.</summary>
    public EquatableArray<double>? List(string name, int classes)
    {
        if (GetList<double>(name) is not { } values)
            return null;
        if (values.Count != classes)
            Report(Descriptors.WrongLength, name, name, Literals.Int(values.Count), Literals.Int(classes));
        else if (values.Any(value => !(value >= 0) || double.IsPositiveInfinity(value)))
            OutOfRange(name, $"{{ {string.Join(", ", values.Select(Literals.Number))} }}", "weights are finite and not negative");
        else
            return values;
        return null;
    }

    /// <summary>Reports an argument that changes nothing, once.</summary>
    public void WithoutEffect(string name, string reason)
    {
        var isKnown = _diagnostics.Any(other => other.Descriptor == Descriptors.OptionWithoutEffect && other.Arguments[0] == name);
        if (Has(name) && !isKnown)
            Report(Descriptors.OptionWithoutEffect, name, name, reason);
    }

    /// <summary>Reports a value that its argument cannot have.</summary>
    public void OutOfRange(string name, string value, string rule) => Report(Descriptors.ValueOutOfRange, name, name, value, rule);

    /// <summary>Reports on an argument, or on the attribute where it is not written out; the same thing once.</summary>
    public void Report(DiagnosticDescriptor descriptor, string argument, params string[] values)
    {
        var diagnostic = DiagnosticInfo.Create(descriptor, arguments.NodeOf(argument), values);
        if (!_diagnostics.Contains(diagnostic))
            _diagnostics.Add(diagnostic);
    }
}
