using MaskSharp.Generators.Emit;

namespace MaskSharp.Generators.Losses.Terms;

/// <summary>A term that is a formula of class sums.</summary>
internal abstract record OverlapTerm(string Name, double Weight) : LossTerm(Name, Weight)
{
    /// <summary>The sums it needs of each class.</summary>
    public abstract IReadOnlyList<ClassSum> Sums { get; }

    /// <summary>The formula as it is computed, over the names of the sums.</summary>
    public abstract string ComputedFormula { get; }

    /// <summary>
    /// Writes <c>values[index]</c> and the derivative <c>slopes[…]</c> along each sum. <paramref name="slope"/> gives the place of
    /// a sum's derivative.
    /// </summary>
    public abstract void Write(SourceWriter writer, int index, Func<ClassSum, string> slope);
}
