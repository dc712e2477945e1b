namespace MaskSharp.Evaluator.Bounds;

/// <summary>The scores that bounds are about.</summary>
internal enum Metric
{
    /// <summary>2TP / (2TP + FP + FN).</summary>
    Dice,

    /// <summary>TP / (TP + FP + FN).</summary>
    IoU,

    /// <summary>Share of both surfaces that lies within a tolerance of the other.</summary>
    NormalizedSurfaceDice,

    /// <summary>95th percentile of the distances between the surfaces.</summary>
    Hausdorff95,
}
