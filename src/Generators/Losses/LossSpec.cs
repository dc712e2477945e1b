using MaskSharp.Generators.Emit;
using MaskSharp.Generators.Losses.Terms;
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
/// <param name="Terms">The terms, each with its weight and constants.</param>
/// <param name="IsPerSample">Whether overlap sums run over each sample alone.</param>
/// <param name="OverlapClasses">The classes that overlap terms look at, in rising order.</param>
/// <param name="OverlapClassWeights">Weights of these classes, or null.</param>
/// <param name="Absent">What a class without a true pixel contributes.</param>
/// <param name="IgnoreIndex">Ignored target value, or null.</param>
/// <param name="Reduction">How values become the result.</param>
/// <param name="BalanceFrom">The measured data set whose balance the weights are, or null.</param>
/// <param name="DeepSupervision">The weight of each resolution, or null where the loss is of one prediction only.</param>
internal sealed record LossSpec(
    TypeNesting Type,
    string Name,
    LossMode Mode,
    int Classes,
    bool IsProbabilities,
    EquatableArray<LossTerm> Terms,
    bool IsPerSample,
    EquatableArray<int> OverlapClasses,
    EquatableArray<double>? OverlapClassWeights,
    AbsentRule Absent,
    int? IgnoreIndex,
    LossReductionKind Reduction,
    string? BalanceFrom,
    EquatableArray<double>? DeepSupervision);
