using MaskSharp.Generators.Diagnostics;
using MaskSharp.Generators.Emit;
using MaskSharp.Generators.Model;
using Microsoft.CodeAnalysis;

namespace MaskSharp.Generators.Losses;

/// <summary>Reads one attribute's arguments, each checked where it stands.</summary>
internal sealed class LossAttributeReader(AttributeArguments arguments, INamedTypeSymbol type)
{
    /// <summary>Beyond this many classes a kernel's lanes would not fit the stack of a thread.</summary>
    private const int MostClasses = 512;

    /// <summary>Beyond this float32 no longer tells whole numbers apart.</summary>
    private const int LargestIndex = 1 << 24;

    private static readonly string[] _pixelTerms = ["Bce", "CrossEntropy"];
    private static readonly string[] _overlapTerms = ["Dice", "Jaccard"];
    private static readonly string[] _terms = [.. _pixelTerms, .. _overlapTerms];

    private readonly List<DiagnosticInfo> _diagnostics = [];

    /// <summary>What was wrong with the arguments read so far.</summary>
    public IReadOnlyList<DiagnosticInfo> Diagnostics => _diagnostics;

    public LossSpec Read()
    {
        var mode = (LossMode)Choice("Mode", 3);
        var classes = Classes(mode);
        var reduction = (LossReductionKind)Choice("Reduction", 3);
        var isProbabilities = Choice("Input", 2) == 1;
        var isPerSample = Choice("Over", 2) == 1;

        var weights = _terms.ToDictionary(term => term, Weight);
        ApplyDefaults(mode, weights);
        CheckTerms(mode, weights, reduction);

        var smooth = NotNegative("Smooth", 1);
        var spec = new LossSpec(
            TypeNesting.From(type),
            arguments.GetString("Name", GeneratedMembers.DefaultLossName) ?? "",
            mode,
            classes,
            isProbabilities,
            weights["Bce"],
            weights["CrossEntropy"],
            weights["Dice"],
            weights["Jaccard"],
            OrSmooth("SmoothNumerator", smooth),
            OrSmooth("SmoothDenominator", smooth),
            arguments.Get("SquaredDenominator", false),
            isPerSample,
            IncludeBackground(mode),
            PosWeight(weights["Bce"]),
            ClassWeights(classes, weights["CrossEntropy"]),
            IgnoreIndex(),
            reduction);
        if (spec.Dice == 0 && spec.Jaccard == 0)
        {
            foreach (var option in new[] { "Smooth", "SmoothNumerator", "SmoothDenominator", "SquaredDenominator", "Over", "IncludeBackground" })
                WithoutEffect(option, "the loss has no overlap term (Dice, Jaccard)");
        }

        return spec;
    }

    private int Choice(string name, int count)
    {
        var value = arguments.Get(name, 0);
        if (value >= 0 && value < count)
            return value;
        Report(Descriptors.ValueOutOfRange, name, name, Literals.Int(value), "it is no value of the enum");
        return 0;
    }

    private int Classes(LossMode mode)
    {
        var classes = arguments.Get("Classes", 1);
        var expected = mode == LossMode.Binary
            ? classes == 1 ? null : "a Binary loss has 1 channel; use Multilabel or Multiclass for more"
            : classes is >= 2 and <= MostClasses ? null : $"give the number of channels, from 2 to {Literals.Int(MostClasses)}";
        if (expected is null)
            return classes;
        Report(Descriptors.InvalidClasses, arguments.Has("Classes") ? "Classes" : "Mode", Literals.Int(classes), mode.ToString(), expected);
        return mode == LossMode.Binary ? 1 : 2;
    }

    private double Weight(string term)
    {
        var weight = arguments.Get(term, 0.0);
        if (weight >= 0 && !double.IsPositiveInfinity(weight))
            return weight;
        Report(Descriptors.ValueOutOfRange, term, term, Literals.Number(weight), "the weight of a term is finite and not negative");
        return 1;
    }

    /// <summary>Without any term the loss is the classic one of its mode.</summary>
    private void ApplyDefaults(LossMode mode, Dictionary<string, double> weights)
    {
        if (_terms.Any(arguments.Has))
            return;
        weights[mode == LossMode.Multiclass ? "CrossEntropy" : "Bce"] = 1;
        weights["Dice"] = 1;
    }

    private void CheckTerms(LossMode mode, Dictionary<string, double> weights, LossReductionKind reduction)
    {
        if (weights.Values.All(weight => weight == 0))
            Report(Descriptors.NoTerm, _terms.First(arguments.Has), arguments.GetString("Name", GeneratedMembers.DefaultLossName) ?? "");
        if (mode == LossMode.Multiclass && weights["Bce"] > 0)
            Report(Descriptors.TermNotInMode, "Bce", "Bce", mode.ToString(), "use CrossEntropy for exclusive classes");
        if (mode != LossMode.Multiclass && weights["CrossEntropy"] > 0)
            Report(Descriptors.TermNotInMode, "CrossEntropy", "CrossEntropy", mode.ToString(), "use Bce for independent channels");

        var pixelTerms = _pixelTerms.Where(term => weights[term] > 0).ToArray();
        var overlapTerms = _overlapTerms.Where(term => weights[term] > 0).ToArray();
        if (reduction == LossReductionKind.None && pixelTerms.Length > 0 && overlapTerms.Length > 0)
        {
            var shapes = $"{string.Join(" and ", pixelTerms)} has a value a pixel, {string.Join(" and ", overlapTerms)} a value a class";
            Report(Descriptors.UnreducedShapesDiffer, "Reduction", shapes);
        }
    }

    private double NotNegative(string name, double fallback)
    {
        var value = arguments.Get(name, fallback);
        if (value >= 0 && !double.IsPositiveInfinity(value))
            return value;
        Report(Descriptors.ValueOutOfRange, name, name, Literals.Number(value), "it is finite and not negative");
        return fallback;
    }

    /// <summary>NaN is how the attribute says "not given".</summary>
    private double OrSmooth(string name, double smooth)
        => double.IsNaN(arguments.Get(name, double.NaN)) ? smooth : NotNegative(name, smooth);

    private bool IncludeBackground(LossMode mode)
    {
        var include = arguments.Get("IncludeBackground", true);
        if (include || mode != LossMode.Binary)
            return include;
        WithoutEffect("IncludeBackground", "a Binary loss has no channel for the background");
        return true;
    }

    private double PosWeight(double bce)
    {
        var weight = arguments.Get("PosWeight", 1.0);
        if (bce == 0)
            WithoutEffect("PosWeight", "it weighs the foreground of Bce, which the loss does not have");
        if (weight > 0 && !double.IsPositiveInfinity(weight))
            return weight;
        Report(Descriptors.ValueOutOfRange, "PosWeight", "PosWeight", Literals.Number(weight), "it is finite and above 0");
        return 1;
    }

    private EquatableArray<double>? ClassWeights(int classes, double crossEntropy)
    {
        if (arguments.GetList<double>("ClassWeights") is not { } weights)
            return null;
        if (crossEntropy == 0)
        {
            WithoutEffect("ClassWeights", "they weigh the classes of CrossEntropy, which the loss does not have");
            return null;
        }

        if (weights.Count != classes)
            Report(Descriptors.WrongLength, "ClassWeights", "ClassWeights", Literals.Int(weights.Count), Literals.Int(classes));
        else if (weights.Any(weight => !(weight >= 0) || double.IsPositiveInfinity(weight)) || weights.All(weight => weight == 0))
            Report(Descriptors.ValueOutOfRange, "ClassWeights", "ClassWeights", $"{{ {string.Join(", ", weights.Select(Literals.Number))} }}", "weights are finite, not negative, and not all 0");
        return weights;
    }

    private int? IgnoreIndex()
    {
        var value = arguments.Get("IgnoreIndex", int.MinValue);
        if (value == int.MinValue)
            return null;
        if (value is < -LargestIndex or > LargestIndex)
            Report(Descriptors.ValueOutOfRange, "IgnoreIndex", "IgnoreIndex", Literals.Int(value), $"it is at most {Literals.Int(LargestIndex)} from 0, so that float32 can tell it apart");
        return value;
    }

    private void WithoutEffect(string name, string reason)
    {
        if (arguments.Has(name))
            Report(Descriptors.OptionWithoutEffect, name, name, reason);
    }

    private void Report(DiagnosticDescriptor descriptor, string argument, params string[] values)
        => _diagnostics.Add(DiagnosticInfo.Create(descriptor, arguments.NodeOf(argument), values));
}
