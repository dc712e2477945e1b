using MaskSharp;

namespace Benchmarks;

/// <summary>Counts of one channel.</summary>
[SegmentationMetrics]
internal static partial class ForegroundMetrics;

/// <summary>Counts of four exclusive classes.</summary>
[SegmentationMetrics(Mode = SegmentationMode.Multiclass, Classes = 4)]
internal static partial class FourClassMetrics;
