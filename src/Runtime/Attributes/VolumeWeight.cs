namespace MaskSharp;

/// <summary>How the generalised Dice weighs a class by its number V of true pixels.</summary>
public enum VolumeWeight
{
    /// <summary>1/V², so that each class counts alike whatever its size (Sudre 2017).</summary>
    Square,

    /// <summary>1/V.</summary>
    Simple,

    /// <summary>1: every pixel counts alike.</summary>
    Uniform,
}
