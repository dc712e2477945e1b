namespace MaskSharp.Generators.Losses;

/// <summary>
/// A sum over the pixels of a class, which overlap terms are formulas of. Terms that ask for the same one share it.
/// </summary>
/// <param name="Name">The local that holds it.</param>
/// <param name="Symbol">Its name in formulas.</param>
/// <param name="Value">What each pixel adds.</param>
/// <param name="Slope">The derivative of that with respect to p.</param>
internal sealed record ClassSum(string Name, string Symbol, PixelExpression Value, PixelExpression? Slope)
{
    /// <summary>D = Σ[p(1 − t) + (1 − p)t]: what prediction and target do not share. U − 2Σpt for any t, without its cancellation.</summary>
    public static readonly ClassSum Disagreement = new(
        "d", "D", (PixelExpression.P * PixelExpression.N) + (PixelExpression.Q * PixelExpression.T), PixelExpression.N - PixelExpression.T);

    /// <summary>U = Σ(p + t).</summary>
    public static readonly ClassSum Mass = new("u", "U", PixelExpression.P + PixelExpression.T, null);

    /// <summary>D = Σ(p − t)².</summary>
    public static readonly ClassSum SquaredDisagreement = new(
        "d", "D", PixelExpression.Error * PixelExpression.Error, 2 * PixelExpression.Error);

    /// <summary>U = Σ(p² + t²).</summary>
    public static readonly ClassSum SquaredMass = new(
        "u", "U", (PixelExpression.P * PixelExpression.P) + (PixelExpression.T * PixelExpression.T), 2 * PixelExpression.P);

    /// <summary>The two sums of Dice and Jaccard.</summary>
    public static IReadOnlyList<ClassSum> OfOverlap(bool squared)
        => squared ? [SquaredDisagreement, SquaredMass] : [Disagreement, Mass];

    /// <summary>The sum as a formula, for the documentation.</summary>
    public string Formula => $"{Symbol} = Σ[{Value.ToFormula()}]";
}
