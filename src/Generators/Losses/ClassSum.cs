namespace MaskSharp.Generators.Losses;

/// <summary>
/// A sum over the pixels of a class, which overlap terms are formulas of. Terms that ask for the same one share it.
/// </summary>
/// <param name="Name">The local that holds it: a name of its own, for terms of one loss may ask for a sum and for its soft form.</param>
/// <param name="Symbol">Its name in formulas, likewise its own.</param>
/// <param name="Value">What each pixel adds; null where it is no formula of p and t, and is summed otherwise.</param>
/// <param name="Slope">The derivative of that with respect to p; null is 1.</param>
/// <param name="HasSlope">Whether its derivative goes through p.</param>
/// <param name="Meaning">What is summed where there is no formula, for people.</param>
internal sealed record ClassSum(
    string Name, string Symbol, PixelExpression? Value, PixelExpression? Slope, bool HasSlope = true, string Meaning = "")
{
    /// <summary>D = Σ[p(1 − t) + (1 − p)t]: what prediction and target do not share. U − 2Σpt for any t, without its cancellation.</summary>
    public static readonly ClassSum Disagreement = new(
        "d", "D", (PixelExpression.P * PixelExpression.N) + (PixelExpression.Q * PixelExpression.T), PixelExpression.N - PixelExpression.T);

    /// <summary>Ds = Σ|p − t| = U − 2Σmin(p, t), for soft labels.</summary>
    public static readonly ClassSum SoftDisagreement = new("ds", "Ds", PixelExpression.AbsoluteError, PixelExpression.SignOfError);

    /// <summary>
    /// I = Σpt, which a logarithm of the score needs itself: (U − D)/2 loses a small one, and with it the slope at every background pixel.
    /// </summary>
    public static readonly ClassSum Shared = new("shared", "I", PixelExpression.P * PixelExpression.T, PixelExpression.T);

    /// <summary>Is = Σmin(p, t), for soft labels; where p = t its slope is the mean of both sides'.</summary>
    public static readonly ClassSum SoftShared = new("sharedSoft", "Is", PixelExpression.Lesser, PixelExpression.IsLesser);

    /// <summary>U = Σ(p + t).</summary>
    public static readonly ClassSum Mass = new("u", "U", PixelExpression.P + PixelExpression.T, null);

    /// <summary>F = Σp(1 − t): the false positives.</summary>
    public static readonly ClassSum FalsePositives = new("f", "F", PixelExpression.P * PixelExpression.N, PixelExpression.N);

    /// <summary>Fs = Σmax(p − t, 0): the false positives of soft labels.</summary>
    public static readonly ClassSum SoftFalsePositives = new("fs", "Fs", PixelExpression.Excess, PixelExpression.IsExcess);

    /// <summary>M = Σ(1 − p)t: the false negatives.</summary>
    public static readonly ClassSum FalseNegatives = new("h", "M", PixelExpression.Q * PixelExpression.T, -PixelExpression.T);

    /// <summary>Ms = Σmax(t − p, 0): the false negatives of soft labels.</summary>
    public static readonly ClassSum SoftFalseNegatives = new("hs", "Ms", PixelExpression.Shortfall, PixelExpression.IsShort);

    /// <summary>D₂ = Σ(p − t)².</summary>
    public static readonly ClassSum SquaredDisagreement = new(
        "d2", "D2", PixelExpression.Error * PixelExpression.Error, 2 * PixelExpression.Error);

    /// <summary>U₂ = Σ(p² + t²).</summary>
    public static readonly ClassSum SquaredMass = new(
        "u2", "U2", (PixelExpression.P * PixelExpression.P) + (PixelExpression.T * PixelExpression.T), 2 * PixelExpression.P);

    /// <summary>T = Σt, by which an absent class is known.</summary>
    public static readonly ClassSum Target = new("v", "T", PixelExpression.T, null, HasSlope: false);

    /// <summary>K: the number of counted pixels, which the runtime knows.</summary>
    public static readonly ClassSum Count = new("k", "K", null, null, HasSlope: false, "number of counted pixels");

    /// <summary>L: the focal loss of the class.</summary>
    public static readonly ClassSum FocalLoss = new("focalLoss", "L", null, null, HasSlope: false, "Σ[focal loss]");

    /// <summary>Φ: the modulating factors of the focal loss.</summary>
    public static readonly ClassSum FocalFocus = new("focalFocus", "Φ", null, null, HasSlope: false, "Σ[φ]");

    /// <summary>The sum as a formula, for the documentation.</summary>
    public string Formula => $"{Symbol} = {(Value is null ? Meaning : $"Σ[{Value.ToFormula()}]")}";
}
