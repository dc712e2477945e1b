using MaskSharp.Generators.Diagnostics;
using MaskSharp.Generators.Emit;
using MaskSharp.Generators.Losses.Terms;
using MaskSharp.Generators.Model;

namespace MaskSharp.Generators.Losses.Reading;

/// <summary>Reads the weights of the resolutions of a deeply supervised model.</summary>
internal static class LevelReader
{
    private const string Property = "DeepSupervision";

    /// <summary>The weights; null where none are given or they cannot be obeyed.</summary>
    public static EquatableArray<double>? Weights(LossArguments arguments, EquatableArray<LossTerm> terms, LossReductionKind reduction)
    {
        if (arguments.GetList<double>(Property) is not { } weights)
            return null;
        var isFinite = weights.All(weight => weight >= 0 && !double.IsPositiveInfinity(weight));
        if (!isFinite || !weights.Any(weight => weight > 0))
        {
            arguments.OutOfRange(
                Property,
                $"{{ {string.Join(", ", weights.Select(Literals.Number))} }}",
                "give each level a finite weight that is not negative, one of them above 0");
            return null;
        }

        // Unreduced values of pixels have another shape on each level; those of classes have one.
        if (reduction != LossReductionKind.None || terms.All(term => term is OverlapTerm))
            return weights;
        var ofPixels = terms.First(term => term is not OverlapTerm);
        arguments.Report(
            Descriptors.UnreducedShapesDiffer, "Reduction", $"{ofPixels.Name} has {ofPixels.NaturalShape}, of which each level of DeepSupervision has another number");
        return null;
    }
}
