using MaskSharp.Generators.Emit;

namespace MaskSharp.Generators.Losses.Terms;

/// <summary>A term that is a formula of class sums, whose values are averaged.</summary>
internal abstract record ClassTerm(string Name, double Weight) : LossTerm(Name, Weight)
{
    /// <summary>The sums that the formula reads.</summary>
    public abstract IReadOnlyList<ClassSum> Sums { get; }

    /// <summary>Which sums one value is made of.</summary>
    public virtual SumJoin Join => SumJoin.None;

    /// <summary>How classes are weighed under <see cref="SumJoin.Volume"/>: a value of MaskSharp.VolumeWeight.</summary>
    public virtual string? VolumeWeight => null;

    /// <summary>The first class of a term whose mean divides by counted elements, or -1.</summary>
    public virtual int FirstClass => -1;

    /// <summary>Whether a class without a true pixel counts as the formula says, for <c>Absent</c> is a preset's, and not for this term.</summary>
    public virtual bool KeepsAbsent => false;

    /// <summary>Exponent of the mean over the classes.</summary>
    public virtual double MeanExponent => 1;

    /// <summary>How the value is computed over the symbols of the sums.</summary>
    public abstract string ComputedFormula { get; }

    /// <summary>The start of the locals' names.</summary>
    protected string Local => char.ToLowerInvariant(Name[0]) + Name.Substring(1);

    /// <summary>
    /// Writes <c>values[index]</c> and its derivative along each sum. <paramref name="slope"/> gives the place of a derivative.
    /// </summary>
    public abstract void Write(SourceWriter writer, int index, Func<ClassSum, string> slope);
}
