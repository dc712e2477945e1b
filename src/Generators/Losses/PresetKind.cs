namespace MaskSharp.Generators.Losses;

/// <summary>The library whose defaults a loss takes, in the order of the runtime's <c>LossPreset</c>.</summary>
internal enum PresetKind
{
    Classic,
    Monai,
    NnUNet,
    Smp,
}
