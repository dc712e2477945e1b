namespace MaskSharp;

/// <summary>What confusing class i with class j costs in a weighted kappa.</summary>
public enum KappaWeight
{
    /// <summary>1 for every confusion: the kappa of Cohen 1960.</summary>
    None,

    /// <summary>|i − j|, for ordered classes (Cohen 1968).</summary>
    Linear,

    /// <summary>(i − j)², for ordered classes (Cohen 1968).</summary>
    Quadratic,
}
