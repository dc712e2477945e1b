namespace MaskSharp;

/// <summary>What the focal loss takes for the probability of a class.</summary>
public enum FocalActivation
{
    /// <summary>The mode's own: the sigmoid in Binary and Multilabel, the softmax in Multiclass.</summary>
    Auto,

    /// <summary>The sigmoid of each channel, one class against the rest, in Multiclass too.</summary>
    Sigmoid,

    /// <summary>The softmax over the classes; Multiclass only.</summary>
    Softmax,
}
