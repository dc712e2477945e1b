namespace MaskSharp;

/// <summary>Over which pixels the sums of an overlap term (Dice, Jaccard) run.</summary>
public enum OverlapScope
{
    /// <summary>Over the batch and all of space: one ratio per class.</summary>
    Batch,

    /// <summary>Over space alone: one ratio per sample and class, then averaged.</summary>
    Sample,
}
