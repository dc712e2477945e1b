namespace MaskSharp.Generators.Losses.Reading;

/// <summary>What a term needs to know of the loss that it is read for.</summary>
/// <param name="Mode">How channels become probabilities.</param>
/// <param name="Classes">Channels C.</param>
/// <param name="IsProbabilities">Whether predictions are activated already.</param>
/// <param name="Reduction">How values become the result.</param>
/// <param name="IsPerSample">Whether overlap sums run over each sample alone.</param>
/// <param name="Overlap">What all overlap terms share.</param>
/// <param name="Preset">The library whose defaults the loss takes.</param>
internal sealed record LossContext(
    LossMode Mode, int Classes, bool IsProbabilities, LossReductionKind Reduction, bool IsPerSample, OverlapOptions Overlap, PresetKind Preset);
