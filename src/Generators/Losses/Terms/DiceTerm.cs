using MaskSharp.Generators.Emit;

namespace MaskSharp.Generators.Losses.Terms;

/// <summary>
/// 1 − (2Σpt + s)/(Σp + Σt + s) = (D + s_d − s_n)/(U + s_d), where D = U − 2Σpt: the quotient keeps its precision when the
/// prediction is nearly right, which the difference from 1 would lose.
/// </summary>
internal sealed record DiceTerm(double Weight, Smoothing Smooth, bool Squared) : OverlapTerm("Dice", Weight)
{
    public override IReadOnlyList<ClassSum> Sums { get; } = ClassSum.OfOverlap(Squared);

    public override string Formula => Squared
        ? $"1 − (2Σpt{Smooth.NumeratorText})/(Σp² + Σt²{Smooth.DenominatorText})"
        : $"1 − (2Σpt{Smooth.NumeratorText})/(Σp + Σt{Smooth.DenominatorText})";

    public override string ComputedFormula => $"{Smooth.OverText("D")}/{Smooth.UnderText("U")}";

    public override string Source => "Milletari, Navab and Ahmadi 2016 (V-Net)";

    public override void Write(SourceWriter writer, int index, Func<ClassSum, string> slope)
        => writer
            .Line($"var dice = {Smooth.Over("d")} / {Smooth.Under("u")};")
            .Line($"values[{index}] = dice;")
            .Line($"slopes[{slope(Sums[0])}] = 1.0 / {Smooth.Under("u")};")
            .Line($"slopes[{slope(Sums[1])}] = -dice / {Smooth.Under("u")};");
}
