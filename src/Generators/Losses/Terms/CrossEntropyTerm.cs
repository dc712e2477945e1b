using MaskSharp.Generators.Emit;
using MaskSharp.Generators.Losses.Balance;
using MaskSharp.Generators.Losses.Reading;
using MaskSharp.Generators.Model;

namespace MaskSharp.Generators.Losses.Terms;

/// <summary>
/// Cross-entropy −Σ_c w_c·t_c·log p_c, divided by Σ_c w_c·t_c where classes have weights, else by the pixels' number. Label
/// smoothing makes (1 − ε)t_c + ε/C of the t_c before the logarithm, as torch does.
/// </summary>
/// <param name="Weight">Weight in the total.</param>
/// <param name="ClassWeights">w, or null.</param>
/// <param name="Smoothing">ε.</param>
/// <param name="Classes">C.</param>
/// <param name="IsProbabilities">Whether predictions are activated already.</param>
internal sealed record CrossEntropyTerm(double Weight, EquatableArray<double>? ClassWeights, double Smoothing, int Classes, bool IsProbabilities)
    : PixelTerm("CrossEntropy", Weight)
{
    public override string NaturalShape => "a value a pixel";

    public override string Local => "crossEntropy";

    public override string? WeightLocal => ClassWeights is null ? null : "weights";

    /// <summary>Whether the target is smoothed.</summary>
    public bool IsSmoothed => Smoothing > 0;

    /// <summary>The factor of t_c in the smoothed target.</summary>
    public double Kept => 1 - Smoothing;

    /// <summary>What the smoothed target has of every class.</summary>
    public double Spread => Smoothing / Classes;

    public override string Formula
        => (ClassWeights is { } weights
            ? $"Σ −w_t·log p_t / Σ w_t with w = ({string.Join(", ", weights.Select(Literals.Number))})"
            : "mean of −log p_t")
        + (IsSmoothed ? $", t smoothed by {Literals.Number(Smoothing)}" : "");

    public override string Source => "Bishop 2006, section 4.3.4" + (IsSmoothed ? "; Szegedy et al. 2016 (label smoothing)" : "");

    public override string TensorValue => $"-{Formulas}.Weighed({TensorTarget}, {LogProbability}).sum(1, keepdim: true)";

    public override string TensorSlope => IsProbabilities
        ? $"-({TensorTarget}) / {Formulas}.AtLeast(p, {Tiny})"
        : $"(p * ({TensorTarget}).sum(1, keepdim: true) - {TensorTarget})";

    public static LossTerm Read(double weight, LossArguments arguments, LossContext context)
        => new CrossEntropyTerm(
            weight, arguments.Weights("ClassWeights", context.Classes), BceTerm.Smoothed(arguments), context.Classes, context.IsProbabilities);

    public override LossTerm Balanced(ClassBalance balance) => this with { ClassWeights = balance.ClassWeights };

    /// <summary>Torch code of each pixel's weight, [N, 1, P].</summary>
    public static string TensorPixelWeight => "(w * t).sum(1, keepdim: true)";

    private string LogProbability => IsProbabilities ? $"{Formulas}.ClampedLog(p)" : "logP";

    private string TensorTarget => ClassWeights is null ? Target : $"w * {Target}";

    private string Target => IsSmoothed ? "smoothed" : "t";
}
