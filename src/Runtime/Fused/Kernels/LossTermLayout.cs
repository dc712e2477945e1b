namespace MaskSharp.Fused;

/// <summary>One term of an emitted loss: a quotient of pixel sums, or a formula of class sums.</summary>
/// <param name="Name">The attribute property that asks for it.</param>
/// <param name="Weight">Its weight in the total, finite and above 0.</param>
public sealed record LossTermLayout(string Name, double Weight)
{
    /// <summary>The pixel sum that is the numerator, or -1.</summary>
    public int Numerator { get; init; } = -1;

    /// <summary>The pixel sum that is the denominator, or -1 for the number of counted elements.</summary>
    public int Denominator { get; init; } = -1;

    /// <summary>
    /// The first class of a term with a value for each element, whose mean divides by the counted elements of the classes from
    /// there on; -1 for a term whose mean divides by something else.
    /// </summary>
    public int FirstClass { get; init; } = -1;

    /// <summary>Place among the values that <see cref="ILossKernel.Overlap"/> writes, or -1.</summary>
    public int Overlap { get; init; } = -1;

    /// <summary>Which sums a value of the term is made of.</summary>
    public ClassJoin Join { get; init; }

    /// <summary>How classes are weighed under <see cref="ClassJoin.Volume"/>.</summary>
    public VolumeWeight VolumeWeight { get; init; }

    /// <summary>Whether a class without a true pixel counts with what the formula says, whatever <see cref="LossLayout.Absent"/> is.</summary>
    public bool KeepsAbsent { get; init; }

    /// <summary>Exponent of the mean over the classes, above 0; 1 leaves the mean as it is.</summary>
    public double MeanExponent { get; init; } = 1;
}
