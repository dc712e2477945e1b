using MaskSharp.Generators.Emit;
using MaskSharp.Generators.Model;

namespace MaskSharp.Generators.Losses;

/// <summary>
/// Immutable, structurally equatable description of one <c>[SegmentationLoss]</c>: all that the emitter needs, read from the
/// attribute and checked.
/// </summary>
/// <param name="Type">The annotated class.</param>
/// <param name="Name">Stem of the generated members.</param>
/// <param name="Mode">How channels become probabilities.</param>
/// <param name="Classes">Channels C.</param>
/// <param name="IsProbabilities">Whether predictions are activated already.</param>
/// <param name="Bce">Weight of the binary cross-entropy.</param>
/// <param name="CrossEntropy">Weight of the cross-entropy.</param>
/// <param name="Dice">Weight of the Dice loss.</param>
/// <param name="Jaccard">Weight of the Jaccard loss.</param>
/// <param name="SmoothNumerator">Added to overlap numerators.</param>
/// <param name="SmoothDenominator">Added to overlap denominators.</param>
/// <param name="SquaredDenominator">Whether overlap denominators hold squares.</param>
/// <param name="IsPerSample">Whether overlap sums run over each sample alone.</param>
/// <param name="IncludeBackground">Whether class 0 takes part in overlap terms.</param>
/// <param name="PosWeight">Foreground weight of the binary cross-entropy.</param>
/// <param name="ClassWeights">Weights of the cross-entropy, or null.</param>
/// <param name="IgnoreIndex">Ignored target value, or null.</param>
/// <param name="Reduction">How values become the result.</param>
internal sealed record LossSpec(
    TypeNesting Type,
    string Name,
    LossMode Mode,
    int Classes,
    bool IsProbabilities,
    double Bce,
    double CrossEntropy,
    double Dice,
    double Jaccard,
    double SmoothNumerator,
    double SmoothDenominator,
    bool SquaredDenominator,
    bool IsPerSample,
    bool IncludeBackground,
    double PosWeight,
    EquatableArray<double>? ClassWeights,
    int? IgnoreIndex,
    LossReductionKind Reduction);
