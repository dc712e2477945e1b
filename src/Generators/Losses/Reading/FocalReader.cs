using MaskSharp.Generators.Diagnostics;
using MaskSharp.Generators.Emit;
using MaskSharp.Generators.Losses.Terms;
using MaskSharp.Generators.Model;

namespace MaskSharp.Generators.Losses.Reading;

/// <summary>Reads the focal term.</summary>
internal static class FocalReader
{
    public static LossTerm Read(double weight, LossArguments arguments, LossContext context)
    {
        var isSoftmax = IsSoftmax(arguments, context);
        var first = FirstClass(arguments, context);
        var alpha = arguments.Optional("FocalAlpha", value => value is >= 0 and <= 1, "it is from 0 to 1");
        var options = new FocalOptions(
            arguments.NotNegative("FocalGamma", 2),
            isSoftmax ? null : alpha,
            isSoftmax,
            Factors(arguments, context, first, isSoftmax ? alpha : null),
            arguments.Optional("FocalReducedThreshold", value => value is > 0 and <= 1, "it is above 0 and at most 1"),
            first);
        var focal = new FocalTerm(weight, options, context.IsProbabilities, context.Mode);
        return IsNormalized(arguments, context, isSoftmax) ? new NormalizedFocalTerm(focal) : focal;
    }

    private static bool IsSoftmax(LossArguments arguments, LossContext context)
    {
        var activation = arguments.Choice("FocalActivation", 3);
        var isExclusive = context.Mode == LossMode.Multiclass;
        if (activation != 2 || isExclusive)
            return isExclusive && activation != 1;
        arguments.OutOfRange("FocalActivation", "Softmax", "a softmax needs Mode = Multiclass");
        return false;
    }

    private static int FirstClass(LossArguments arguments, LossContext context)
    {
        if (arguments.Get("FocalIncludeBackground", true))
            return 0;
        if (context.Mode != LossMode.Binary)
            return 1;
        arguments.WithoutEffect("FocalIncludeBackground", "a Binary loss has no channel for the background");
        return 0;
    }

    /// <summary>The product of class weight, softmax α and 0 for a dropped class.</summary>
    private static EquatableArray<double>? Factors(LossArguments arguments, LossContext context, int first, double? alpha)
    {
        var weights = arguments.Weights("FocalClassWeights", context.Classes);
        var factors = Enumerable.Range(0, context.Classes)
            .Select(c => c < first ? 0 : (weights?[c] ?? 1) * (alpha is not { } a ? 1 : c == 0 ? LinearForm.Difference(1, a) : a))
            .ToEquatableArray();
        if (weights is not null && weights.Value.Any(weight => weight > 0) && weights.Value.Skip(first).All(weight => weight == 0))
            arguments.OutOfRange("FocalClassWeights", "0 for every class but the background, which FocalIncludeBackground drops,", "one class at least has weight");
        return factors.All(factor => factor == 1) ? null : factors;
    }

    private static bool IsNormalized(LossArguments arguments, LossContext context, bool isSoftmax)
    {
        if (!arguments.Get("FocalNormalized", false))
            return false;
        if (isSoftmax)
        {
            arguments.OutOfRange("FocalNormalized", "true", "it is for FocalActivation = Sigmoid, whose classes each have a sum of their own");
            return false;
        }

        if (context.Reduction == LossReductionKind.None)
            arguments.Report(Descriptors.UnreducedShapesDiffer, "Reduction", "FocalNormalized divides by a sum over all pixels, so that no pixel has a value of its own");
        return true;
    }
}
