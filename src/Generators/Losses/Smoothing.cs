using MaskSharp.Generators.Emit;

namespace MaskSharp.Generators.Losses;

/// <summary>What is added to numerator and denominator of an overlap ratio, folded into the emitted constants.</summary>
internal sealed record Smoothing(double Numerator, double Denominator)
{
    /// <summary>" + s" of the numerator in a formula, or nothing.</summary>
    public string NumeratorText => Text(Numerator);

    /// <summary>" + s" of the denominator in a formula, or nothing.</summary>
    public string DenominatorText => Text(Denominator);

    /// <summary>" + s" of the denominator in code, or nothing.</summary>
    public string DenominatorCode => Denominator == 0 ? "" : $" + {Literals.Double(Denominator)}";

    /// <summary>What the numerator of 1 − score adds to D: it is 0 where both smooths are the same.</summary>
    private double Rest => Denominator - Numerator;

    public string Over(string sum) => Rest == 0 ? sum : $"({sum} + {Literals.Double(Rest)})";

    public string Under(string sum) => Denominator == 0 ? sum : $"({sum}{DenominatorCode})";

    public string OverText(string sum) => Rest == 0 ? sum : $"({sum}{Text(Rest)})";

    public string UnderText(string sum) => Denominator == 0 ? sum : $"({sum}{DenominatorText})";

    private static string Text(double value) => value switch
    {
        0 => "",
        < 0 => $" − {Literals.Number(-value)}",
        _ => $" + {Literals.Number(value)}",
    };
}
