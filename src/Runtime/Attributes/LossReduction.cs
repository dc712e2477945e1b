namespace MaskSharp;

/// <summary>How a term's values become its result.</summary>
public enum LossReduction
{
    /// <summary>What <see cref="None"/> would return, summed and divided by the number of counted elements.</summary>
    Mean,

    /// <summary>What <see cref="None"/> would return, summed.</summary>
    Sum,

    /// <summary>
    /// The term's natural shape: [N, C] per sample or [C] over the batch for overlap terms, [N, …] for cross-entropy,
    /// [N, C, …] for BCE.
    /// </summary>
    None,
}
