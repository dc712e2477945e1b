using MaskSharp.Generators.Losses.Reading;

namespace MaskSharp.Generators.Losses.Terms;

/// <summary>Every term that the attribute offers, in the order in which a loss lists its terms.</summary>
internal static class TermCatalog
{
    private static readonly string[] _overlapOptions =
    [
        "Smooth", "SmoothNumerator", "SmoothDenominator", "SquaredDenominator", "Over", "IncludeBackground", "Epsilon", "Absent", "LogOverlap", "LogFloor",
        "NegativeOverlap", "SoftTargets", "OverlapClassWeights", "OverlapClasses",
    ];

    private static readonly string[] _classChoice = ["IncludeBackground", "OverlapClassWeights", "OverlapClasses"];

    private static readonly LossMode[] _independent = [LossMode.Binary, LossMode.Multilabel];
    private static readonly LossMode[] _exclusive = [LossMode.Multiclass];

    public static IReadOnlyList<TermKind> All { get; } =
    [
        new("Bce", BceTerm.Read, ["PosWeight", "PosWeights", "LabelSmoothing", "BalanceFrom"]) { Modes = _independent, Instead = "use CrossEntropy for exclusive classes" },
        new("CrossEntropy", CrossEntropyTerm.Read, ["ClassWeights", "LabelSmoothing", "BalanceFrom"]) { Modes = _exclusive, Instead = "use Bce for independent channels" },
        new("Focal", FocalReader.Read, ["FocalGamma", "FocalAlpha", "FocalActivation", "FocalIncludeBackground", "FocalClassWeights", "FocalNormalized", "FocalReducedThreshold"]),
        new("Dice", DiceTerm.Read, _overlapOptions),
        new("Jaccard", JaccardTerm.Read, _overlapOptions),
        new("Tversky", TverskyTerm.Read, [.. _overlapOptions.Where(option => option != "SquaredDenominator"), "TverskyAlpha", "TverskyBeta", "TverskyGamma", "TverskyGammaOnMean"]),
        new("GeneralizedDice", GeneralizedDiceTerm.Read, [.. _overlapOptions, "GeneralizedWeight"]),
        new("Mcc", MccTerm.Read, ["Smooth", "SoftTargets", "IncludeBackground", "Absent", "OverlapClassWeights", "OverlapClasses"]),
        new("Lovasz", LovaszTerm.Read, ["Over", .. _classChoice]),
        new("TopKCrossEntropy", TopKCrossEntropyTerm.Read, ["TopK", "ClassWeights", "LabelSmoothing", "BalanceFrom"]) { Modes = _exclusive, Instead = "it ranks pixels of exclusive classes" },
        new("ClDice", ClDiceTerm.Read, ["SkeletonIterations", "Smooth", "SmoothNumerator", "SmoothDenominator", "Over", "Absent", .. _classChoice]),
        new("Boundary", BoundaryTerm.Read, _classChoice),
        new("HausdorffDT", HausdorffTerm.Read, ["HausdorffAlpha", "Over", .. _classChoice]),
    ];

    /// <summary>Every property that is an option of some term.</summary>
    public static IReadOnlyList<string> Options { get; } = [.. All.SelectMany(kind => kind.Options).Distinct()];
}
