namespace MaskSharp.Generators.Losses.Terms;

/// <summary>A term that is a mean over pixels: a sum over all of them, divided by another or by their number.</summary>
internal abstract record PixelTerm(string Name, double Weight) : LossTerm(Name, Weight)
{
    /// <summary>The emitted helpers for torch tensors.</summary>
    protected const string Formulas = "global::MaskSharp.Fused.TensorFormulas";

    /// <summary>Where torch stops dividing by ever smaller p(1 − p): its constant is the float nearest to 1e-12.</summary>
    public const string Tiny = "9.999999960041972E-13";

    /// <summary>The local that holds the sum of the pixels' values.</summary>
    public abstract string Local { get; }

    /// <summary>The local that holds the sum of the pixels' weights, where the mean divides by it instead of their number.</summary>
    public virtual string? WeightLocal => null;

    /// <summary>The first class of a term with a value for each element, whose mean divides by these classes' elements; else -1.</summary>
    public virtual int FirstClass => -1;

    /// <summary>Torch code of the pixels' values, [N, C, P] or [N, 1, P].</summary>
    public abstract string TensorValue { get; }

    /// <summary>Torch code of the derivative of the pixels' values with respect to the prediction.</summary>
    public abstract string TensorSlope { get; }
}
