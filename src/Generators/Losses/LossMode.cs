namespace MaskSharp.Generators.Losses;

/// <summary>MaskSharp.SegmentationMode, by the same names and values: the generator does not reference the runtime.</summary>
internal enum LossMode
{
    Binary,
    Multilabel,
    Multiclass,
}
