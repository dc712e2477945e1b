namespace MaskSharp.Tests.Metrics;

/// <summary>One class with an attribute of each kind: the emitted members are what the tests call.</summary>
[SegmentationMetrics]
[SegmentationMetrics(Name = "Probability", Input = PredictionKind.Probabilities, Threshold = 0.7, IgnoreIndex = 255)]
[SegmentationMetrics(Name = "Label", Mode = SegmentationMode.Multilabel, Classes = 3, IgnoreIndex = 2)]
[SegmentationMetrics(Name = "Class", Mode = SegmentationMode.Multiclass, Classes = 3, IgnoreIndex = -100, IncludeBackground = false, ClassNames = ["background", "cell", "border"], Empty = EmptyMask.Skip)]
internal static partial class AnnotatedMetrics;
