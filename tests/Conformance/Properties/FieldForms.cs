using Conformance.Options;

namespace Conformance.Properties;

/// <summary>Losses with terms that are no sums over pixels, alone and beside sums.</summary>
public static class FieldForms
{
    /// <summary>For every mode.</summary>
    public static IReadOnlyList<LossOptions> All { get; } =
    [
        new() { { "Lovasz", 1.0 } },
        new() { { "Lovasz", 0.5 }, { "Pixel", 1.0 }, { "Dice", 1.0 }, { "Jaccard", 0.5 }, { "Over", "OverlapScope.Sample" } },
        new() { { "Lovasz", 2.0 }, { "IgnoreIndex", 255 }, { "Over", "OverlapScope.Sample" } },
        new() { { "Lovasz", 2.0 }, { "Reduction", "LossReduction.None" } },
        new() { { "Lovasz", 1.0 }, { "Dice", 1.0 }, { "Reduction", "LossReduction.Sum" }, { "IgnoreIndex", 255 } },
        new() { { "ClDice", 1.0 } },
        new() { { "ClDice", 0.5 }, { "Pixel", 1.0 }, { "SkeletonIterations", 1 }, { "Smooth", 0.5 }, { "Over", "OverlapScope.Sample" }, { "Absent", "AbsentClass.Skip" }, { "IgnoreIndex", 255 } },
        new() { { "Boundary", 1.0 } },
        new() { { "Boundary", 0.1 }, { "Dice", 1.0 }, { "IgnoreIndex", 255 } },
        new() { { "Boundary", 1.0 }, { "Reduction", "LossReduction.None" } },
        new() { { "HausdorffDT", 1.0 } },
        new() { { "HausdorffDT", 0.5 }, { "HausdorffAlpha", 1.5 }, { "Dice", 1.0 }, { "Over", "OverlapScope.Sample" }, { "IgnoreIndex", 255 } },
        new() { { "HausdorffDT", 1.0 }, { "ClDice", 1.0 }, { "Lovasz", 1.0 }, { "Reduction", "LossReduction.None" } },
    ];

    /// <summary>For several channels.</summary>
    public static IReadOnlyList<LossOptions> Channels { get; } =
    [
        new() { { "Lovasz", 1.0 }, { "IncludeBackground", false }, { "OverlapClassWeights", 0.5 }, { "Over", "OverlapScope.Sample" } },
        new() { { "Lovasz", 1.0 }, { "OverlapClasses", new[] { 0, 2 } } },
        new() { { "Lovasz", 1.0 }, { "Over", "OverlapScope.Sample" }, { "Reduction", "LossReduction.None" }, { "IgnoreIndex", 255 } },
        new() { { "ClDice", 1.0 }, { "IncludeBackground", false }, { "Absent", "AbsentClass.Zero" }, { "Reduction", "LossReduction.Sum" } },
        new() { { "Boundary", 1.0 }, { "IncludeBackground", false }, { "OverlapClassWeights", 0.5 } },
        new() { { "HausdorffDT", 1.0 }, { "OverlapClasses", new[] { 0, 2 } }, { "Over", "OverlapScope.Sample" }, { "Reduction", "LossReduction.None" } },
    ];

    /// <summary>For exclusive classes.</summary>
    public static IReadOnlyList<LossOptions> Exclusive { get; } =
    [
        new() { { "TopKCrossEntropy", 1.0 } },
        new() { { "TopKCrossEntropy", 1.0 }, { "TopK", 0.3 }, { "Weights", 0.75 }, { "LabelSmoothing", 0.1 }, { "IgnoreIndex", 255 } },
        new() { { "TopKCrossEntropy", 0.5 }, { "TopK", 0.25 }, { "Pixel", 1.0 }, { "Dice", 1.0 }, { "Jaccard", 1.0 }, { "IgnoreIndex", 255 } },
        new() { { "TopKCrossEntropy", 1.0 }, { "TopK", 0.5 }, { "Reduction", "LossReduction.None" }, { "Weights", 0.5 } },
        new() { { "TopKCrossEntropy", 1.0 }, { "TopK", 1.0 }, { "Reduction", "LossReduction.Sum" } },
    ];
}
