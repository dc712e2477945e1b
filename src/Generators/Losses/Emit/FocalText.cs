using MaskSharp.Generators.Emit;
using MaskSharp.Generators.Losses.Terms;

namespace MaskSharp.Generators.Losses.Emit;

/// <summary>The focal loss over lanes: statements for one element, given the locals p, q = 1 − p, t and n = 1 − t.</summary>
internal sealed class FocalText(FocalTerm focal)
{
    /// <summary>Below this a power's slope is taken as the power over it: the quotient's limit is 0.</summary>
    private const string Smallest = "1E-30";

    private FocalOptions Options => focal.Options;

    /// <summary>Whether (1 − p_t)^(γ−1) can stand before the whole slope.</summary>
    public bool IsFactored => Options is { Gamma: >= 1, Threshold: null };

    /// <summary>∂ℓ/∂ of the prediction in the sigmoid form.</summary>
    public string LogLossSlope => focal.IsProbabilities
        ? "TLane.MultiplySubtract(p, n, t * q) / TLane.Max(tiny, p * q)"
        : "TLane.MultiplySubtract(p, n, t * q)";

    /// <summary>Writes <c>miss</c> = 1 − p_t and <c>logLoss</c> = −log p_t of the sigmoid form; <paramref name="exponential"/> holds exp(−|z|).</summary>
    public void WriteElement(SourceWriter writer, string exponential)
    {
        writer.Line("var miss = TLane.MultiplyAdd(p, n, q * t);");
        writer.Line(focal.IsProbabilities
            ? "var logLoss = -TLane.MultiplyAdd(t, TLane.Max(floor, TLane.Log(p)), n * TLane.Max(floor, TLane.Log(q)));"
            : $"var logLoss = TLane.MultiplySubtract(n, z, TLane.Min(zero, z)) + TLane.LogOnePlusOfFraction({exponential});");
    }

    /// <summary>Writes <c>focus</c> = φ and, for the backward pass, <c>focusSlope</c> = ∂φ/∂(1 − p_t), from the local <c>miss</c>.</summary>
    public void WriteFocus(SourceWriter writer, bool withSlope)
    {
        var gamma = Options.Gamma;
        if (!withSlope)
        {
            writer.Line($"var focus = {Reduced(Power("miss", gamma), "one")};");
            return;
        }

        if (gamma >= 1)
        {
            writer.Line($"var lower = {Power("miss", gamma - 1)};");
            writer.Line($"var focus = {Reduced(gamma == 1 ? "miss" : "lower * miss", "one")};");
            writer.Line($"var focusSlope = {Reduced(gamma == 1 ? "lower" : $"TLane.Create({Literals.Double(gamma)}) * lower", "zero")};");
            return;
        }

        writer.Line($"var power = {Power("miss", gamma)};");
        writer.Line($"var focus = {Reduced("power", "one")};");
        writer.Line($"var focusSlope = {Reduced(gamma == 0 ? "zero" : $"TLane.Create({Literals.Double(gamma)}) * power / TLane.Max(TLane.Create({Smallest}), miss)", "zero")};");
    }

    /// <summary>Adds φ·ℓ of the sigmoid form with its factors to a sum; <paramref name="factor"/> is the class's own, or null where all are 1.</summary>
    public string Addition(string sum, string? factor) => $"{sum} = TLane.MultiplyAdd({Prefix(factor)}focus, logLoss, {sum});";

    /// <summary>Writes what the slopes of the sigmoid form read.</summary>
    public void WriteElementSlope(SourceWriter writer)
    {
        if (!IsFactored)
            WriteFocus(writer, withSlope: true);
        else if (Options.Gamma > 1)
            writer.Line($"var lower = {Power("miss", Options.Gamma - 1)};");
    }

    /// <summary>Where it <see cref="IsFactored"/>: the slope of the focal loss with the element's factors and (1 − p_t)^(γ−1).</summary>
    public string WeighedSlope(string? factor) => $"{Prefix(factor)}{Lower}slopeOfFocal";

    /// <summary>γ·<paramref name="slope"/>: what comes down from (1 − p_t)^γ.</summary>
    public string OfExponent(string slope) => Options.Gamma switch
    {
        1 => slope,
        2 => $"({slope} + {slope})",
        _ => $"TLane.Create({Literals.Double(Options.Gamma)}) * {slope}",
    };

    /// <summary>∂(φ·ℓ)/∂ of the prediction; <paramref name="chain"/> is ∂p/∂ of the prediction, or null for 1.</summary>
    public string LossSlope(string? factor, string? chain) => IsFactored
        ? $"{Prefix(factor)}{Lower}TLane.MultiplyAdd({ExponentSlope(chain)}, logLoss, miss * ({LogLossSlope}))"
        : $"{Prefix(factor)}TLane.MultiplyAdd({FocusSlope(chain)}, logLoss, focus * ({LogLossSlope}))";

    /// <summary>∂φ/∂ of the prediction in the sigmoid form.</summary>
    public string FocusSlope(string? chain)
        => IsFactored ? Lower + ExponentSlope(chain) : $"focusSlope * (n - t){Times(chain)}";

    /// <summary>What a term of softmax focal adds for a class, given <c>miss</c> and <paramref name="logarithm"/> = log p.</summary>
    public static string SoftmaxLoss(string? factor, string logarithm)
        => $"TLane.SelectEqual(t, zero, zero, {(factor is null ? "" : $"{factor} * ")}t * focus * ({logarithm}))";

    /// <summary>Its derivative along log p.</summary>
    public static string SoftmaxSlope(string? factor, string logarithm)
        => $"TLane.SelectEqual(t, zero, zero, {(factor is null ? "" : $"{factor} * ")}t * TLane.MultiplyAdd(focusSlope, p * ({logarithm}), -focus))";

    /// <summary>Of probabilities: the derivative along p.</summary>
    public static string ProbabilitySlope(string? factor)
        => $"TLane.SelectEqual(t, zero, zero, {(factor is null ? "" : $"{factor} * ")}t * ((focusSlope * TLane.Max(floor, TLane.Log(p))) - (focus / TLane.Max(tiny, p))))";

    private string Lower => Options.Gamma > 1 ? "lower * " : "";

    /// <summary>γ·∂(1 − p_t)/∂ of the prediction, where ∂(1 − p_t)/∂p = 1 − 2t.</summary>
    private string ExponentSlope(string? chain)
        => $"TLane.MultiplyAdd(TLane.Create({Literals.Double(-2 * Options.Gamma)}), t, TLane.Create({Literals.Double(Options.Gamma)})){Times(chain)}";

    private static string Times(string? chain) => chain is null ? "" : $" * ({chain})";

    private string Prefix(string? factor)
    {
        var alpha = Options.Alpha is null
            ? ""
            : $"TLane.MultiplyAdd(TLane.Create({Literals.Double(Options.Excess)}), t, TLane.Create({Literals.Double(Options.Background)})) * ";
        return (factor is null ? "" : $"{factor} * ") + alpha;
    }

    /// <summary>Under a threshold the power over τ^γ where p_t ≥ τ, else the other value.</summary>
    private string Reduced(string power, string otherwise) => Options.Threshold is { } tau
        ? $"TLane.SelectNonNegative(TLane.Create({Literals.Double(LinearForm.Difference(1, tau))}) - miss, TLane.Create({Literals.Double(Math.Pow(tau, -Options.Gamma))}) * ({power}), {otherwise})"
        : power;

    private static string Power(string x, double exponent) => exponent switch
    {
        0 => "one",
        1 => x,
        2 => $"{x} * {x}",
        3 => $"{x} * {x} * {x}",
        4 => $"{x} * {x} * ({x} * {x})",
        _ => $"TLane.ExpOfNegative(TLane.Create({Literals.Double(exponent)}) * TLane.Log({x}))",
    };
}
