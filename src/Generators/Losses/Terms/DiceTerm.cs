using MaskSharp.Generators.Losses.Reading;

namespace MaskSharp.Generators.Losses.Terms;

/// <summary>
/// Score (2Σpt + s)/(Σp + Σt + s). With D = U − 2Σpt its complement is (D + s_d − s_n)/(U + s_d), which keeps its precision when
/// the prediction is nearly right.
/// </summary>
internal sealed record DiceTerm(double Weight, OverlapOptions Options) : OverlapTerm("Dice", Weight, Options)
{
    public override IReadOnlyList<ClassSum> Sums => Pair(Options);

    public override LinearForm Over => new(Options.SmoothNumerator, (Sums[1], 1), (Sums[0], -1));

    public override LinearForm Under => new(Options.SmoothDenominator, (Sums[1], 1));

    public static LossTerm Read(double weight, LossArguments arguments, LossContext context)
        => new DiceTerm(weight, PresetDefaults.For("Dice", arguments, context));

    public override string ScoreFormula => Options.IsSquared
        ? $"(2{Shared}{Plus(Options.SmoothNumerator)})/(Σp² + Σt²{Plus(Options.SmoothDenominator)})"
        : $"(2{Shared}{Plus(Options.SmoothNumerator)})/(Σp + Σt{Plus(Options.SmoothDenominator)})";

    public override string Source => "Milletari, Navab and Ahmadi 2016 (V-Net)";

    /// <summary>Disagreement and mass, in the form that the options ask for.</summary>
    internal static IReadOnlyList<ClassSum> Pair(OverlapOptions options) => (options.IsSquared, options.IsSoft) switch
    {
        (true, _) => [ClassSum.SquaredDisagreement, ClassSum.SquaredMass],
        (_, true) => [ClassSum.SoftDisagreement, ClassSum.Mass],
        _ => [ClassSum.Disagreement, ClassSum.Mass],
    };
}
