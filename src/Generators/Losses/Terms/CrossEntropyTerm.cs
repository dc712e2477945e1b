using MaskSharp.Generators.Emit;
using MaskSharp.Generators.Model;

namespace MaskSharp.Generators.Losses.Terms;

/// <summary>Cross-entropy −Σ_c w_c·t_c·log p_c, divided by Σ_c w_c·t_c where classes have weights, else by the pixels' number.</summary>
internal sealed record CrossEntropyTerm(double Weight, EquatableArray<double>? ClassWeights, bool IsProbabilities)
    : PixelTerm("CrossEntropy", Weight)
{
    public override string Local => "crossEntropy";

    public override string? WeightLocal => ClassWeights is null ? null : "weights";

    public override string Formula => ClassWeights is { } weights
        ? $"Σ −w_t·log p_t / Σ w_t with w = ({string.Join(", ", weights.Select(Literals.Number))})"
        : "mean of −log p_t";

    public override string Source => "Bishop 2006, section 4.3.4";

    public override string TensorValue => $"-{Formulas}.Weighed({TensorTarget}, {LogProbability}).sum(1, keepdim: true)";

    public override string TensorSlope => IsProbabilities
        ? $"-({TensorTarget}) / {Formulas}.AtLeast(p, 1E-12)"
        : $"(p * {TensorPixelWeight} - {TensorTarget})";

    /// <summary>Torch code of each pixel's weight, [N, 1, P].</summary>
    public string TensorPixelWeight => $"({TensorTarget}).sum(1, keepdim: true)";

    private string LogProbability => IsProbabilities ? $"{Formulas}.ClampedLog(p)" : "logP";

    private string TensorTarget => ClassWeights is null ? "t" : "w * t";
}
