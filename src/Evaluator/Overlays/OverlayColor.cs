namespace MaskSharp.Evaluator.Overlays;

/// <summary>What a pixel of an overlay says; the numbers are indices of <see cref="IndexedPng.Palette"/>.</summary>
internal enum OverlayColor : byte
{
    /// <summary>Neither there nor predicted (TN): dark.</summary>
    Rest,

    /// <summary>There and predicted (TP): green.</summary>
    Found,

    /// <summary>Predicted without being there (FP): blue.</summary>
    Invented,

    /// <summary>There and not predicted (FN): yellow.</summary>
    Missed,

    /// <summary>There, but predicted as another class: magenta.</summary>
    Confused,

    /// <summary>Counted nowhere: grey.</summary>
    Ignored,
}
