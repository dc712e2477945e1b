namespace MaskSharp.Generators.Losses.Terms;

/// <summary>
/// A term that is no formula of sums over pixels, because it looks at an order, a neighbourhood or a distance. The runtime computes
/// it beside the kernel; the emitted layout holds its options.
/// </summary>
internal abstract record FieldTerm(string Name, double Weight) : LossTerm(Name, Weight)
{
    /// <summary>The namespace of the runtime's terms.</summary>
    protected const string Runtime = "global::MaskSharp.Fused";

    /// <summary>C# text that makes the runtime's term with its options.</summary>
    public abstract string Construction { get; }
}
