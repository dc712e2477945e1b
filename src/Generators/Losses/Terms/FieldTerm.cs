namespace MaskSharp.Generators.Losses.Terms;

/// <summary>
/// A term that is no formula of sums over pixels, because it looks at an order, a neighbourhood or a distance. The runtime computes
/// it beside the kernel; the emitted layout holds its options.
/// </summary>
internal abstract record FieldTerm(string Name, double Weight) : LossTerm(Name, Weight)
{
    /// <summary>The namespace of the runtime's terms.</summary>
    protected const string Runtime = "global::MaskSharp.Fused";

    /// <summary>Whether <c>Absent</c> decides over a class without a true pixel.</summary>
    public virtual bool LooksAtAbsent => false;

    /// <summary>Whether the caller may hand in the target's distance map.</summary>
    public virtual bool TakesDistanceMap => false;

    /// <summary>C# text that makes the runtime's term with its options.</summary>
    public abstract string Construction { get; }
}
