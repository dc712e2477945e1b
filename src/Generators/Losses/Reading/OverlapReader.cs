using MaskSharp.Generators.Emit;
using MaskSharp.Generators.Model;

namespace MaskSharp.Generators.Losses.Reading;

/// <summary>Reads what all overlap terms of a loss share.</summary>
internal static class OverlapReader
{
    /// <summary>Smoothing, clamps, and what becomes of a score.</summary>
    /// <param name="arguments">What is written.</param>
    /// <param name="hasOnlySquares">Whether every term that looks at <c>SoftTargets</c> looks at <c>SquaredDenominator</c> too.</param>
    public static OverlapOptions Options(LossArguments arguments, bool hasOnlySquares)
    {
        var smooth = arguments.NotNegative("Smooth", 1);
        var options = new OverlapOptions(
            OrSmooth(arguments, "SmoothNumerator", smooth),
            OrSmooth(arguments, "SmoothDenominator", smooth),
            arguments.NotNegative("Epsilon", 0),
            arguments.Get("SquaredDenominator", false),
            arguments.Get("SoftTargets", false),
            arguments.Get("LogOverlap", false),
            arguments.NotNegative("LogFloor", 0),
            arguments.Get("NegativeOverlap", false));
        if (!options.IsLogarithmic)
            arguments.WithoutEffect("LogFloor", "it clamps the score under the logarithm, and LogOverlap is not set");
        if (options is { IsLogarithmic: true, IsNegative: true })
            arguments.WithoutEffect("NegativeOverlap", "LogOverlap is set, whose loss is −log(score)");
        if (hasOnlySquares && options is { IsSquared: true, IsSoft: true })
            arguments.WithoutEffect("SoftTargets", "SquaredDenominator is set, for which a soft label predicted exactly is a perfect overlap already");
        return options;
    }

    /// <summary>The classes that overlap terms look at, in rising order.</summary>
    public static EquatableArray<int> Classes(LossArguments arguments, LossMode mode, int classes)
    {
        var first = IncludesBackground(arguments, mode) ? 0 : 1;
        var all = Enumerable.Range(first, classes - first);
        if (arguments.GetList<int>("OverlapClasses") is not { } chosen)
            return all.ToEquatableArray();
        var wanted = chosen.Distinct().OrderBy(index => index).Where(index => index >= first).ToList();
        if (chosen.All(index => index >= 0 && index < classes) && wanted.Count > 0)
            return wanted.ToEquatableArray();
        arguments.OutOfRange(
            "OverlapClasses",
            $"{{ {string.Join(", ", chosen.Select(Literals.Int))} }}",
            $"name at least one class from {Literals.Int(first)} to {Literals.Int(classes - 1)}");
        return all.ToEquatableArray();
    }

    /// <summary>The weights of the chosen classes; null where all weigh alike.</summary>
    public static EquatableArray<double>? ClassWeights(LossArguments arguments, int classes, EquatableArray<int> chosen)
    {
        if (arguments.List("OverlapClassWeights", classes) is not { } weights)
            return null;
        var own = chosen.Select(index => weights[index]).ToList();
        if (own.All(weight => weight == 0))
            arguments.OutOfRange("OverlapClassWeights", "0 for every class", "one class at least has weight");
        return own.ToEquatableArray();
    }

    /// <summary>NaN is how the attribute says "not given".</summary>
    private static double OrSmooth(LossArguments arguments, string name, double smooth)
        => double.IsNaN(arguments.Get(name, double.NaN)) ? smooth : arguments.NotNegative(name, smooth);

    private static bool IncludesBackground(LossArguments arguments, LossMode mode)
    {
        var include = arguments.Get("IncludeBackground", true);
        if (include || mode != LossMode.Binary)
            return include;
        arguments.WithoutEffect("IncludeBackground", "a Binary loss has no channel for the background");
        return true;
    }
}
