namespace MaskSharp;

/// <summary>How distances of surfaces are measured.</summary>
public sealed class SurfaceOptions
{
    /// <summary>The defaults: boundary voxels, Euclidean, two empty masks are a perfect result, one thread for each processor.</summary>
    public static SurfaceOptions Default { get; } = new();

    /// <summary>What the surface of a mask is.</summary>
    public SurfaceDefinition Definition { get; init; }

    /// <summary>How far two places are apart.</summary>
    public DistanceMeasure Measure { get; init; }

    /// <summary>
    /// What two empty masks are: <see cref="EmptyMask.One"/> the best result (distance 0, surface Dice 1), <see cref="EmptyMask.Zero"/>
    /// the worst (distance +∞, surface Dice 0), <see cref="EmptyMask.Skip"/> NaN, which a mean leaves out.
    /// <see cref="EmptyMask.SkipNoTarget"/> gives NaN for every empty target.
    /// </summary>
    public EmptyMask Empty { get; init; }

    /// <summary>At most so many threads; 0: one for each processor. The result does not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>What differs from other options, by name and value; null where both measure alike.</summary>
    internal string? DifferenceTo(SurfaceOptions other)
    {
        if (Definition != other.Definition)
            return $"Definition is {Definition} and {other.Definition}";
        if (Measure != other.Measure)
            return $"Measure is {Measure} and {other.Measure}";
        return Empty == other.Empty ? null : $"Empty is {Empty} and {other.Empty}";
    }

    /// <summary>Throws unless the options can be used for images of so many axes.</summary>
    internal void Check(int axes, string argument)
    {
        if (!Enum.IsDefined(Definition))
            throw new ArgumentException($"Definition = {Definition} is no value of {nameof(SurfaceDefinition)}.", argument);
        if (!Enum.IsDefined(Measure))
            throw new ArgumentException($"Measure = {Measure} is no value of {nameof(DistanceMeasure)}.", argument);
        if (!Enum.IsDefined(Empty))
            throw new ArgumentException($"Empty = {Empty} is no value of {nameof(EmptyMask)}.", argument);
        if (Threads < 0)
            throw new ArgumentException($"Threads = {Threads}; expected 0 (one for each processor) or more.", argument);
        if (Definition == SurfaceDefinition.SurfaceElements && axes is not (2 or 3))
            throw new ArgumentException($"Surface elements are those of 2-D and 3-D images; the shape has {axes} axes.", argument);
    }
}
