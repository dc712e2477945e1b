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
    private static readonly string[] _overlapTerms = ["Dice", "Jaccard", "Tversky"];
    private static readonly string[] _overlapOptions =
    [
        "Smooth", "SmoothNumerator", "SmoothDenominator", "SquaredDenominator", "Over", "IncludeBackground", "Epsilon", "Absent", "LogOverlap", "LogFloor",
        "NegativeOverlap", "SoftTargets", "OverlapClassWeights", "OverlapClasses",
    ];

    private static readonly string[] _tverskyOptions = ["TverskyAlpha", "TverskyBeta", "TverskyGamma", "TverskyGammaOnMean"];
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

        var hasOverlap = _overlapTerms.Any(term => weights[term] > 0);
        if (!hasOverlap)
            WithoutEffect(_overlapOptions, "the loss has no overlap term (Dice, Jaccard, Tversky)");
        if (weights["Tversky"] == 0)
            WithoutEffect(_tverskyOptions, "the loss has no Tversky term");

        var overlapClasses = OverlapClasses(mode, classes);
        return new(
            TypeNesting.From(type),
            arguments.GetString("Name", GeneratedMembers.DefaultLossName) ?? "",
            mode,
            classes,
            isProbabilities,
            new(weights["Bce"], weights["CrossEntropy"], weights["Dice"], weights["Jaccard"], weights["Tversky"]),
            Overlap(),
            isPerSample,
            overlapClasses.ToEquatableArray(),
            OverlapClassWeights(classes, overlapClasses),
            (AbsentRule)Choice("Absent", 3),
            new(NotNegative("TverskyAlpha", 0.5), NotNegative("TverskyBeta", 0.5), Positive("TverskyGamma", 1), GammaOnMean(reduction)),
            LabelSmoothing(weights),
            PosWeights(classes, weights["Bce"]),
            ClassWeights(classes, weights["CrossEntropy"]),
            IgnoreIndex(),
            reduction);
    }

    private OverlapOptions Overlap()
    {
        var smooth = NotNegative("Smooth", 1);
        var options = new OverlapOptions(
            OrSmooth("SmoothNumerator", smooth),
            OrSmooth("SmoothDenominator", smooth),
            NotNegative("Epsilon", 0),
            arguments.Get("SquaredDenominator", false),
            arguments.Get("SoftTargets", false),
            arguments.Get("LogOverlap", false),
            NotNegative("LogFloor", 0),
            arguments.Get("NegativeOverlap", false));
        if (!options.IsLogarithmic)
            WithoutEffect("LogFloor", "it clamps the score under the logarithm, and LogOverlap is not set");
        if (options is { IsLogarithmic: true, IsNegative: true })
            WithoutEffect("NegativeOverlap", "LogOverlap is set, whose loss is −log(score)");
        if (options is { IsSquared: true, IsSoft: true })
            WithoutEffect("SoftTargets", "SquaredDenominator is set, for which a soft label predicted exactly is a perfect overlap already");
        return options;
    }

    private bool GammaOnMean(LossReductionKind reduction)
    {
        var onMean = arguments.Get("TverskyGammaOnMean", false);
        if (!onMean || reduction == LossReductionKind.Mean)
            return onMean;
        WithoutEffect("TverskyGammaOnMean", "there is no mean under this Reduction; the exponent is taken of each class");
        return false;
    }

    /// <summary>The classes of the overlap terms in rising order.</summary>
    private List<int> OverlapClasses(LossMode mode, int classes)
    {
        var first = IncludeBackground(mode) ? 0 : 1;
        if (arguments.GetList<int>("OverlapClasses") is not { } chosen)
            return [.. Enumerable.Range(first, classes - first)];
        var wanted = chosen.Distinct().OrderBy(index => index).Where(index => index >= first).ToList();
        if (chosen.All(index => index >= 0 && index < classes) && wanted.Count > 0)
            return wanted;
        Report(
            Descriptors.ValueOutOfRange,
            "OverlapClasses",
            "OverlapClasses",
            $"{{ {string.Join(", ", chosen.Select(Literals.Int))} }}",
            $"name at least one class from {Literals.Int(first)} to {Literals.Int(classes - 1)}");
        return [.. Enumerable.Range(first, classes - first)];
    }

    /// <summary>The weights of the chosen classes.</summary>
    private EquatableArray<double>? OverlapClassWeights(int classes, List<int> chosen)
    {
        if (List("OverlapClassWeights", classes) is not { } weights)
            return null;
        var own = chosen.Select(index => weights[index]).ToList();
        if (own.All(weight => weight == 0))
            Report(Descriptors.ValueOutOfRange, "OverlapClassWeights", "OverlapClassWeights", "0 for every class", "one class at least has weight");
        return own.ToEquatableArray();
    }

    private double LabelSmoothing(Dictionary<string, double> weights)
    {
        var smoothing = arguments.Get("LabelSmoothing", 0.0);
        if (weights["Bce"] == 0 && weights["CrossEntropy"] == 0)
            WithoutEffect("LabelSmoothing", "it smooths the target of Bce and CrossEntropy, which the loss does not have");
        if (smoothing is >= 0 and < 1)
            return smoothing;
        Report(Descriptors.ValueOutOfRange, "LabelSmoothing", "LabelSmoothing", Literals.Number(smoothing), "it is from 0 to below 1");
        return 0;
    }

    /// <summary>Each channel's weight: its own, or the one of all.</summary>
    private EquatableArray<double> PosWeights(int classes, double bce)
    {
        var uniform = PosWeight(bce);
        if (bce == 0)
            WithoutEffect("PosWeights", "they weigh the foreground of Bce, which the loss does not have");
        else if (List("PosWeights", classes) is { } own)
            return own;
        return Enumerable.Repeat(uniform, classes).ToEquatableArray();
    }

    /// <summary>A list with a finite, not negative value for each class; null where it is not given or wrong.</summary>
    private EquatableArray<double>? List(string name, int classes)
    {
        if (arguments.GetList<double>(name) is not { } values)
            return null;
        if (values.Count != classes)
            Report(Descriptors.WrongLength, name, name, Literals.Int(values.Count), Literals.Int(classes));
        else if (values.Any(value => !(value >= 0) || double.IsPositiveInfinity(value)))
            Report(Descriptors.ValueOutOfRange, name, name, $"{{ {string.Join(", ", values.Select(Literals.Number))} }}", "weights are finite and not negative");
        else
            return values;
        return null;
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
        if (bce == 0)
            WithoutEffect("PosWeight", "it weighs the foreground of Bce, which the loss does not have");
        return Positive("PosWeight", 1);
    }

    private double Positive(string name, double fallback)
    {
        var value = arguments.Get(name, fallback);
        if (value > 0 && !double.IsPositiveInfinity(value))
            return value;
        Report(Descriptors.ValueOutOfRange, name, name, Literals.Number(value), "it is finite and above 0");
        return fallback;
    }

    private EquatableArray<double>? ClassWeights(int classes, double crossEntropy)
    {
        if (crossEntropy == 0)
        {
            WithoutEffect("ClassWeights", "they weigh the classes of CrossEntropy, which the loss does not have");
            return null;
        }

        if (List("ClassWeights", classes) is not { } weights)
            return null;
        if (weights.All(weight => weight == 0))
            Report(Descriptors.ValueOutOfRange, "ClassWeights", "ClassWeights", "0 for every class", "one class at least has weight");
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

    private void WithoutEffect(IEnumerable<string> names, string reason)
    {
        foreach (var name in names)
            WithoutEffect(name, reason);
    }

    private void WithoutEffect(string name, string reason)
    {
        var isKnown = _diagnostics.Any(other => other.Descriptor == Descriptors.OptionWithoutEffect && other.Arguments[0] == name);
        if (arguments.Has(name) && !isKnown)
            Report(Descriptors.OptionWithoutEffect, name, name, reason);
    }

    private void Report(DiagnosticDescriptor descriptor, string argument, params string[] values)
        => _diagnostics.Add(DiagnosticInfo.Create(descriptor, arguments.NodeOf(argument), values));
}
