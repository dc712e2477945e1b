using MaskSharp.Generators.Emit;
using MaskSharp.Generators.Losses.Balance;
using MaskSharp.Generators.Losses.Reading;
using MaskSharp.Generators.Model;

namespace MaskSharp.Generators.Losses.Terms;

/// <summary>
/// Binary cross-entropy −w·t·log p − (1 − t)·log(1 − p). From logits it is (1 − t)·max(z, 0) + wt·max(−z, 0) + (1 − t + wt)·log(1 + e),
/// e = exp(−|z|), whose terms are all positive, so that nothing cancels where the logit is right and large; of probabilities the logarithms are clamped at −100, as torch does. Label smoothing
/// first makes t(1 − ε) + (1 − t)ε of t.
/// </summary>
/// <param name="Weight">Weight in the total.</param>
/// <param name="PosWeights">w of each channel.</param>
/// <param name="Smoothing">ε.</param>
/// <param name="IsProbabilities">Whether predictions are activated already.</param>
internal sealed record BceTerm(double Weight, EquatableArray<double> PosWeights, double Smoothing, bool IsProbabilities) : PixelTerm("Bce", Weight)
{
    public override string NaturalShape => "a value an element";

    public override string Local => "bce";

    /// <summary>Whether the logarithms have factor 1, so that they can be summed as the logarithm of a product.</summary>
    public bool SumsLogarithms => !IsProbabilities && !IsWeighted;

    /// <summary>Whether the foreground has a weight of its own.</summary>
    public bool IsWeighted => PosWeights.Any(weight => weight != 1);

    /// <summary>Whether the target is smoothed, so that the term has its own locals for it.</summary>
    public bool IsSmoothed => Smoothing > 0;

    public override string Formula
    {
        get
        {
            var weight = !IsWeighted ? "" : IsUniform ? $"{Literals.Number(PosWeights[0])}·" : "w_c·";
            var target = IsSmoothed ? "t'" : "t";
            return $"mean of −{weight}{target}·log p − (1 − {target})·log(1 − p)"
                + (IsUniform ? "" : $" with w = ({string.Join(", ", PosWeights.Select(Literals.Number))})")
                + (IsSmoothed ? $", t' = {Literals.Number(1 - (2 * Smoothing))}t + {Literals.Number(Smoothing)}" : "");
        }
    }

    public override string Source => "Bishop 2006, section 4.3.2" + (IsSmoothed ? "; Szegedy et al. 2016 (label smoothing)" : "");

    /// <summary>What each pixel adds, in lanes; without log(1 + e) where <see cref="SumsLogarithms"/>.</summary>
    public string LaneValue => (IsProbabilities, SumsLogarithms) switch
    {
        (true, _) => $"-TLane.MultiplyAdd({WeightedTarget}, TLane.Max(floor, TLane.Log(p)), {Rest} * TLane.Max(floor, TLane.Log(q)))",
        (_, true) => $"TLane.MultiplySubtract({Rest}, z, TLane.Min(zero, z))",
        _ => $"TLane.MultiplyAdd({Rest}, TLane.Max(zero, z), TLane.MultiplyAdd(posWeight * {Target}, TLane.Max(zero, -z), TLane.MultiplyAdd(posWeight, {Target}, {Rest}) * TLane.LogOnePlusOfFraction(e)))",
    };

    /// <summary>The derivative along the prediction, in lanes.</summary>
    public string LaneSlope => IsProbabilities
        ? $"TLane.MultiplySubtract(p, {Rest}, {WeightedTarget} * q) / TLane.Max(tiny, p * q)"
        : $"TLane.MultiplySubtract(p, {Rest}, {WeightedTarget} * q)";

    public override string TensorValue => IsProbabilities
        ? $"-({TensorTarget} * {Formulas}.ClampedLog(p) + {Rest} * {Formulas}.ClampedLog(q))"
        : $"{Rest} * {Formulas}.Softplus(z) + {TensorTarget} * {Formulas}.Softplus(-z)";

    public override string TensorSlope => IsProbabilities
        ? $"(p * {Rest} - {TensorTarget} * q) / {Formulas}.AtLeast(p * q, {Tiny})"
        : $"(p * {Rest} - {TensorTarget} * q)";

    /// <summary>Whether all channels have one weight.</summary>
    public bool IsUniform => PosWeights.All(weight => weight == PosWeights[0]);

    public static LossTerm Read(double weight, LossArguments arguments, LossContext context)
    {
        var uniform = arguments.Positive("PosWeight", 1);
        var own = arguments.List("PosWeights", context.Classes);
        if (own is not null)
            arguments.WithoutEffect("PosWeight", "PosWeights is given, and wins; leave one of them out");
        return new BceTerm(weight, own ?? Enumerable.Repeat(uniform, context.Classes).ToEquatableArray(), Smoothed(arguments), context.IsProbabilities);
    }

    public override LossTerm Balanced(ClassBalance balance)
        => this with { PosWeights = PosWeights.Select(_ => balance.PosWeight).ToEquatableArray() };

    /// <summary>ε of label smoothing.</summary>
    public static double Smoothed(LossArguments arguments)
        => arguments.Checked("LabelSmoothing", 0, value => value is >= 0 and < 1, "it is from 0 to below 1");

    private string Target => IsSmoothed ? "smoothed" : "t";

    private string Rest => IsSmoothed ? "rest" : "n";

    private string WeightedTarget => IsWeighted ? $"posWeight * {Target}" : Target;

    private string TensorTarget => !IsWeighted ? Target : IsUniform ? $"{Formulas}.Line({Target}, {Literals.Double(PosWeights[0])})" : $"posWeight * {Target}";
}
