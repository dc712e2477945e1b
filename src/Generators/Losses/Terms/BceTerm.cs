using MaskSharp.Generators.Emit;

namespace MaskSharp.Generators.Losses.Terms;

/// <summary>
/// Binary cross-entropy −w·t·log p − (1 − t)·log(1 − p). From logits it is (1 − t)·z + (1 + (w − 1)t)·(max(−z, 0) + log(1 + e)),
/// e = exp(−|z|), as torch computes it; of probabilities the logarithms are clamped at −100, as torch does.
/// </summary>
internal sealed record BceTerm(double Weight, double PosWeight, bool IsProbabilities) : PixelTerm("Bce", Weight)
{
    public override string Local => "bce";

    /// <summary>Whether the logarithms have factor 1, so that they can be summed as the logarithm of a product.</summary>
    public bool SumsLogarithms => !IsProbabilities && PosWeight == 1;

    public override string Formula => $"mean of −{(PosWeight == 1 ? "" : $"{Literals.Number(PosWeight)}·")}t·log p − (1 − t)·log(1 − p)";

    public override string Source => "Bishop 2006, section 4.3.2";

    /// <summary>What each pixel adds, in lanes; without log(1 + e) where <see cref="SumsLogarithms"/>.</summary>
    public string LaneValue => (IsProbabilities, SumsLogarithms) switch
    {
        (true, _) => $"-TLane.MultiplyAdd({WeightedTarget}, TLane.Max(floor, TLane.Log(p)), n * TLane.Max(floor, TLane.Log(q)))",
        (_, true) => "TLane.MultiplyAdd(n, z, TLane.Max(zero, -z))",
        _ => $"TLane.MultiplyAdd(n, z, TLane.MultiplyAdd(TLane.Create({Literals.Double(PosWeight - 1)}), t, one) * (TLane.Max(zero, -z) + TLane.LogOnePlus(e)))",
    };

    /// <summary>The derivative along the prediction, in lanes.</summary>
    public string LaneSlope => IsProbabilities
        ? $"TLane.MultiplyAdd(p, n, -({WeightedTarget} * q)) / TLane.Max(tiny, p * q)"
        : $"TLane.MultiplyAdd(p, n, -({WeightedTarget} * q))";

    public override string TensorValue => IsProbabilities
        ? $"-({TensorTarget} * {Formulas}.ClampedLog(p) + n * {Formulas}.ClampedLog(q))"
        : $"n * {Formulas}.Softplus(z) + {TensorTarget} * {Formulas}.Softplus(-z)";

    public override string TensorSlope => IsProbabilities
        ? $"(p * n - {TensorTarget} * q) / {Formulas}.AtLeast(p * q, 1E-12)"
        : $"(p * n - {TensorTarget} * q)";

    private string WeightedTarget => PosWeight == 1 ? "t" : $"(TLane.Create({Literals.Double(PosWeight)}) * t)";

    private string TensorTarget => PosWeight == 1 ? "t" : $"{Literals.Double(PosWeight)} * t";
}
