using MaskSharp.Generators.Emit;

namespace MaskSharp.Generators.Losses.Terms;

/// <summary>
/// 1 − (Σpt + s)/(Σp + Σt − Σpt + s) = (D + s_d − s_n)/((U + D)/2 + s_d): with D = U − 2Σpt the union is (U + D)/2, and union
/// less intersection is D.
/// </summary>
internal sealed record JaccardTerm(double Weight, Smoothing Smooth, bool Squared) : OverlapTerm("Jaccard", Weight)
{
    public override IReadOnlyList<ClassSum> Sums { get; } = ClassSum.OfOverlap(Squared);

    public override string Formula => Squared
        ? $"1 − (Σpt{Smooth.NumeratorText})/(Σp² + Σt² − Σpt{Smooth.DenominatorText})"
        : $"1 − (Σpt{Smooth.NumeratorText})/(Σp + Σt − Σpt{Smooth.DenominatorText})";

    public override string ComputedFormula => $"{Smooth.OverText("D")}/((U + D)/2{Smooth.DenominatorText})";

    public override string Source => "Rahman and Wang 2016";

    public override void Write(SourceWriter writer, int index, Func<ClassSum, string> slope)
        => writer
            .Line($"var union = (0.5 * (u + d)){Smooth.DenominatorCode};")
            .Line($"var jaccard = {Smooth.Over("d")} / union;")
            .Line($"values[{index}] = jaccard;")
            .Line($"slopes[{slope(Sums[0])}] = (1.0 - (0.5 * jaccard)) / union;")
            .Line($"slopes[{slope(Sums[1])}] = -(0.5 * jaccard) / union;");
}
