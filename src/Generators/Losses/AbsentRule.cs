namespace MaskSharp.Generators.Losses;

/// <summary>MaskSharp.AbsentClass, by the same names and values: the generator does not reference the runtime.</summary>
internal enum AbsentRule
{
    Smooth,
    Zero,
    Skip,
}
