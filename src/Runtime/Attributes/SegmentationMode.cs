namespace MaskSharp;

/// <summary>How the channels of a prediction [N, C, …] become probabilities.</summary>
public enum SegmentationMode
{
    /// <summary>One channel, foreground against background: a sigmoid.</summary>
    Binary,

    /// <summary>C independent channels that may overlap: a sigmoid for each.</summary>
    Multilabel,

    /// <summary>C exclusive classes: a softmax over dimension 1.</summary>
    Multiclass,
}
