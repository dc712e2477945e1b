namespace MaskSharp.Generators.Losses;

/// <summary>MaskSharp.LossReduction, by the same names and values: the generator does not reference the runtime.</summary>
internal enum LossReductionKind
{
    Mean,
    Sum,
    None,
}
