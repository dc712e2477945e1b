namespace MaskSharp;

/// <summary>Which foreground pixels belong to one object.</summary>
public enum Connectivity
{
    /// <summary>Those that share a side (4 neighbours in 2-D), or a face (6 in 3-D).</summary>
    Faces,

    /// <summary>Those that touch at all, at corners too (8 neighbours in 2-D, 26 in 3-D).</summary>
    Corners,
}
