using MaskSharp.Generators.Emit;

namespace MaskSharp.Generators.Losses.Terms;

/// <summary>
/// The focal loss of each class divided by max(Σφ, 1e-6), the sum of its modulating factors, so that its size does not fall with
/// the easy pixels. Values are summed over classes and divided by the counted elements.
/// </summary>
internal sealed record NormalizedFocalTerm(FocalTerm Focal) : ClassTerm("Focal", Focal.Weight)
{
    private const string Floor = "1E-06";

    public override IReadOnlyList<ClassSum> Sums => [ClassSum.FocalLoss, ClassSum.FocalFocus];

    public override SumJoin Join => SumJoin.Samples;

    public override int FirstClass => Focal.Options.FirstClass;

    public override string NaturalShape => "a value a class";

    public override string Formula => $"{Focal.Formula}, of each class divided by max(Σφ, 1E-06)";

    public override string ComputedFormula => "L/max(Φ, 1E-06)";

    public override string Source => Focal.Source;

    public override void Write(SourceWriter writer, int index, Func<ClassSum, string> slope)
    {
        writer
            .Line($"var focalUnder = T.AtLeast({ClassSum.FocalFocus.Name}, {Floor});")
            .Line($"var focal = {ClassSum.FocalLoss.Name} / focalUnder;")
            .Line($"slopes[{slope(ClassSum.FocalLoss)}] = 1.0 / focalUnder;")
            .Line($"slopes[{slope(ClassSum.FocalFocus)}] = -(T.IsAtLeast({ClassSum.FocalFocus.Name}, {Floor}) * focal) / focalUnder;")
            .Line($"values[{Literals.Int(index)}] = focal;");
    }
}
