namespace MaskSharp;

/// <summary>How far two places are apart, d being their distance along each axis in units of the spacing.</summary>
public enum DistanceMeasure
{
    /// <summary>√Σd².</summary>
    Euclidean,

    /// <summary>Largest d of an axis: the moves of a chess king.</summary>
    Chessboard,

    /// <summary>Σd: blocks of a city.</summary>
    Taxicab,
}
