namespace MaskSharp;

/// <summary>What a class without a true pixel contributes to an overlap term.</summary>
public enum AbsentClass
{
    /// <summary>What the formula says: near 0 when nothing is predicted, near 1 when something is.</summary>
    Smooth,

    /// <summary>A loss of 0, counted in the mean.</summary>
    Zero,

    /// <summary>Nothing: it is left out of the mean.</summary>
    Skip,
}
