using System.Collections;
using System.Globalization;
using System.Reflection;
using MaskSharp;

namespace Conformance.Options;

/// <summary>
/// The named arguments of one <c>[SegmentationLoss]</c>. It may name properties that the attribute does not have yet:
/// <see cref="Missing"/> says which.
/// </summary>
/// <remarks>Values are double, int, bool, double[], int[], or an enum's member as text such as "SegmentationMode.Binary".</remarks>
public sealed class LossOptions : IEnumerable<KeyValuePair<string, object>>
{
    private readonly SortedDictionary<string, object> _values = new(StringComparer.Ordinal);

    public object this[string name]
    {
        set => _values[name] = value;
    }

    /// <summary>For collection initialisers.</summary>
    public void Add(string name, object value) => _values[name] = value;

    /// <summary>A copy with one more value.</summary>
    public LossOptions With(string name, object value)
    {
        var copy = new LossOptions();
        foreach (var (key, old) in _values)
            copy[key] = old;
        copy[name] = value;
        return copy;
    }

    /// <summary>A copy without the options of overlap terms where there is no such term: an option without effect is a diagnostic.</summary>
    public LossOptions WithoutIdle()
    {
        string[] overlapTerms = ["Dice", "Jaccard", "Tversky", "GeneralizedDice", "Mcc"];
        string[] overlapOptions =
        [
            "Smooth", "SmoothNumerator", "SmoothDenominator", "Over", "SquaredDenominator", "IncludeBackground", "OverlapClassWeights",
            "Epsilon", "SoftTargets", "NegativeOverlap",
        ];
        var copy = new LossOptions();
        foreach (var (name, value) in _values)
        {
            if (overlapTerms.Any(Has) || !overlapOptions.Contains(name))
                copy[name] = value;
        }

        return copy;
    }

    public bool Has(string name) => _values.ContainsKey(name);

    public double Number(string name, double absent)
        => _values.TryGetValue(name, out var value) ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : absent;

    public int? Whole(string name) => _values.TryGetValue(name, out var value) ? (int)value : null;

    public bool Flag(string name, bool absent) => _values.TryGetValue(name, out var value) ? (bool)value : absent;

    public double[]? Numbers(string name) => _values.TryGetValue(name, out var value) ? (double[])value : null;

    public int[]? Indices(string name) => _values.TryGetValue(name, out var value) ? (int[])value : null;

    public T Member<T>(T absent)
        where T : struct, Enum
        => _values.Values.OfType<string>().FirstOrDefault(text => text.StartsWith(typeof(T).Name + ".", StringComparison.Ordinal)) is { } text
            ? Enum.Parse<T>(text[(typeof(T).Name.Length + 1)..])
            : absent;

    /// <summary>The first argument that the attribute does not offer yet, or null.</summary>
    public string? Missing
    {
        get
        {
            foreach (var (name, value) in _values)
            {
                var property = typeof(SegmentationLossAttribute).GetProperty(name, BindingFlags.Public | BindingFlags.Instance);
                if (property is null)
                    return $"[SegmentationLoss] has no {name}";
                if (value is string text && !Enum.GetNames(property.PropertyType).Contains(text[(text.IndexOf('.', StringComparison.Ordinal) + 1)..]))
                    return $"{property.PropertyType.Name} has no {text}";
            }

            return null;
        }
    }

    /// <summary>The attribute as C# text.</summary>
    public string AttributeText
        => _values.Count == 0
            ? "[SegmentationLoss]"
            : $"[SegmentationLoss({string.Join(", ", _values.Select(pair => $"{pair.Key} = {Literal(pair.Value)}"))})]";

    public override string ToString() => AttributeText;

    public IEnumerator<KeyValuePair<string, object>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static string Literal(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        int whole => whole.ToString(CultureInfo.InvariantCulture),
        double number => Literal(number),
        double[] numbers => $"new double[] {{ {string.Join(", ", numbers.Select(Literal))} }}",
        int[] numbers => $"new int[] {{ {string.Join(", ", numbers)} }}",
        string member => member,
        _ => throw new ArgumentException($"no literal for {value.GetType()}", nameof(value)),
    };

    private static string Literal(double number) => number.ToString("R", CultureInfo.InvariantCulture) + "d";
}
