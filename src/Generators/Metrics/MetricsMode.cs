namespace MaskSharp.Generators.Metrics;

/// <summary>The values of SegmentationMode, in its order.</summary>
internal enum MetricsMode
{
    Binary,
    Multilabel,
    Multiclass,
}
