namespace MaskSharp.Generators.Losses;

/// <summary>MaskSharp.Fused.ClassJoin, by the same names: the generator does not reference the runtime.</summary>
internal enum SumJoin
{
    None,
    Samples,
    Volume,
}
