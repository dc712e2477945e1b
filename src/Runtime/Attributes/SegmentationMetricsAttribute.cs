namespace MaskSharp;

/// <summary>
/// Asks the generator for segmentation metrics as static members of the annotated partial class:
/// <c>CountPixels</c>, <c>Score</c>, <c>CreateMeter</c> and <c>MeasureSurfaces</c>; with a <see cref="Name"/> other than "Metrics" prefixed by it.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SegmentationMetricsAttribute : Attribute
{
    /// <summary>The <see cref="IgnoreIndex"/> that ignores nothing.</summary>
    public const int NoIgnoreIndex = int.MinValue;

    /// <summary>Prefix of the generated members where it is not "Metrics".</summary>
    public string Name { get; set; } = "Metrics";

    /// <summary>How channels become classes.</summary>
    public SegmentationMode Mode { get; set; }

    /// <summary>Channels C of the prediction: 1 for Binary, from 2 to 32767 for Multilabel and Multiclass.</summary>
    public int Classes { get; set; } = 1;

    /// <summary>Whether the prediction holds logits or probabilities.</summary>
    public PredictionKind Input { get; set; }

    /// <summary>A pixel is foreground where its probability is at least this, from 0 to 1 (Binary and Multilabel).</summary>
    public double Threshold { get; set; } = 0.5;

    /// <summary>Target value whose pixels are counted nowhere, any value; <see cref="NoIgnoreIndex"/> ignores none.</summary>
    public int IgnoreIndex { get; set; } = NoIgnoreIndex;

    /// <summary>False leaves class 0 out of the scores' means.</summary>
    public bool IncludeBackground { get; set; } = true;

    /// <summary>What a class with no true and no predicted pixel scores.</summary>
    public EmptyMask Empty { get; set; }

    /// <summary>What any other 0/0 is.</summary>
    public UndefinedScore Undefined { get; set; }

    /// <summary>Names of the classes, for reports; null numbers them.</summary>
    public string[]? ClassNames { get; set; }
}
