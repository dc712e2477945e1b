using MaskSharp.Generators.Emit;

namespace MaskSharp.Generators.Losses.Terms;

/// <summary>
/// Focal loss φ(p_t)·ℓ of each element, φ = (1 − p_t)^γ and ℓ = −log p_t. By sigmoids p_t = tp + (1 − t)(1 − p) and ℓ is the
/// binary cross-entropy, with weight α for the foreground and 1 − α for the rest; under a softmax it is t_c·φ(p_c)·(−log p_c).
/// In the reduced form φ is 1 where p_t &lt; τ, else ((1 − p_t)/τ)^γ.
/// </summary>
internal sealed record FocalTerm(double Weight, FocalOptions Options, bool IsProbabilities, LossMode Mode) : PixelTerm("Focal", Weight)
{
    public override string NaturalShape => "a value an element";

    public override string Local => "focal";

    public override int FirstClass => Options.FirstClass;

    public override string Formula
    {
        get
        {
            var factor = (Options.Factors is null ? "" : "w_c·")
                + (Options.Alpha is { } alpha ? $"({Literals.Number(alpha)}t + {Literals.Number(Options.Background)}(1 − t))·" : "");
            var of = Options.IsSoftmax ? $"mean of −{factor}t·{Modulation("p")}·log p" : $"mean of −{factor}{Modulation("p_t")}·log p_t, p the sigmoid of each channel";
            var weights = Options.Factors is { } factors ? $", w = ({string.Join(", ", factors.Select(Literals.Number))})" : "";
            var reduced = Options.Threshold is { } tau ? $", φ = 1 where p_t < {Literals.Number(tau)}, else ((1 − p_t)/{Literals.Number(tau)})^{Literals.Number(Options.Gamma)}" : "";
            return of + weights + reduced;
        }
    }

    public override string Source => Options.Threshold is null ? "Lin et al. 2017" : "Lin et al. 2017; Sergievskiy and Ponamarev 2019 (reduced)";

    public override string TensorValue => Options.IsSoftmax
        ? $"-{Formulas}.Weighed({TensorFactor}t * {TensorModulation}, {TensorLog})"
        : $"pixels.Kept({TensorFactor}{TensorModulation} * logLoss)";

    public override string TensorSlope => Options.IsSoftmax
        ? SoftmaxSlope
        : $"{TensorFactor}({TensorModulationSlope} * {Chain} * logLoss + {TensorModulation} * {LogLossSlope})";

    /// <summary>Torch code of φ and of its derivative along the prediction: what <see cref="NormalizedFocalTerm"/> divides by.</summary>
    public string TensorFocus => $"pixels.Kept({TensorModulation})";

    /// <inheritdoc cref="TensorFocus"/>
    public string TensorFocusSlope => $"{TensorModulationSlope} * {Chain}";

    private string TensorFactor => (Options.Factors is null ? "" : "focalFactor * ")
        + (Options.Alpha is null ? "" : $"{Formulas}.Line(t, {Literals.Double(Options.Excess)}, {Literals.Double(Options.Background)}) * ");

    private string TensorModulation => Options.Threshold is { } tau
        ? $"{Formulas}.ReducedFocus(miss, {Literals.Double(Options.Gamma)}, {Literals.Double(tau)})"
        : $"{Formulas}.Power(miss, {Literals.Double(Options.Gamma)})";

    private string TensorModulationSlope => $"{Formulas}.FocusSlope(miss, {Literals.Double(Options.Gamma)}, {Literals.Double(Options.Threshold ?? double.NaN)})";

    /// <summary>∂(1 − p_t)/∂ of the prediction.</summary>
    private string Chain => IsProbabilities ? "(n - t)" : "(single * others * (n - t))";

    private string LogLossSlope => IsProbabilities
        ? $"((p * n - t * q) / {Formulas}.AtLeast(p * q, {Tiny}))"
        : "(single * n - t * others)";

    private string TensorLog => IsProbabilities ? $"{Formulas}.ClampedLog(p)" : "logP";

    /// <summary>Of probabilities the derivative along p; of logits along log p, from which the softmax goes on.</summary>
    private string SoftmaxSlope => IsProbabilities
        ? $"-{TensorFactor}t * ({TensorModulation} / {Formulas}.AtLeast(p, {Tiny}) - {TensorModulationSlope} * {Formulas}.ClampedLog(p))"
        : $"{TensorFactor}t * ({TensorModulationSlope} * {Formulas}.Weighed(p, logP) - {TensorModulation})";

    /// <summary>Writes the locals that the torch code above names: 1 − p_t, ℓ and the factors.</summary>
    public void WriteTensors(SourceWriter writer)
    {
        if (Options.Factors is { } factors)
            writer.Line($"var focalFactor = {Formulas}.ClassConstants(t, {string.Join(", ", factors.Select(Literals.Double))});");
        if (Options.IsSoftmax)
        {
            writer.Line("var miss = q;");
            return;
        }

        if (IsProbabilities)
        {
            writer.Line("var miss = p * n + q * t;");
            writer.Line($"var logLoss = -(t * {Formulas}.ClampedLog(p) + n * {Formulas}.ClampedLog(q));");
            return;
        }

        if (Mode == LossMode.Multiclass)
            writer.Line("var z = pixels.Prediction;");
        writer.Line(Mode == LossMode.Multiclass ? "var single = z.sigmoid();" : "var single = p;");
        writer.Line(Mode == LossMode.Multiclass ? "var others = (-z).sigmoid();" : "var others = q;");
        writer.Line("var miss = single * n + others * t;");
        writer.Line($"var logLoss = n * {Formulas}.Softplus(z) + t * {Formulas}.Softplus(-z);");
    }

    private string Modulation(string p) => Options.Threshold is not null ? $"φ({p})"
        : Options.Gamma == 0 ? "1"
        : Options.Gamma == 1 ? $"(1 − {p})"
        : $"(1 − {p})^{Literals.Number(Options.Gamma)}";
}
