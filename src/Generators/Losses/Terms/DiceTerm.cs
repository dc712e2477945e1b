using MaskSharp.Generators.Losses.Reading;

namespace MaskSharp.Generators.Losses.Terms;

/// <summary>
/// Score (2Σpt + s)/(Σp + Σt + s). With D = U − 2Σpt its complement is (D + s_d − s_n)/(U + s_d), which keeps its precision when
/// the prediction is nearly right; −log of the score is taken of Σpt itself, which keeps its precision when hardly any is shared.
/// </summary>
internal sealed record DiceTerm(double Weight, OverlapOptions Options) : OverlapTerm("Dice", Weight, Options)
{
    public override IReadOnlyList<ClassSum> Sums => Pair(Options);

    public override LinearForm Over => Numerator(Options);

    public override LinearForm Under => new(Options.SmoothDenominator, (Sums[1], 1));

    public static LossTerm Read(double weight, LossArguments arguments, LossContext context)
        => new DiceTerm(weight, PresetDefaults.For("Dice", arguments, context));

    public override string ScoreFormula => Options.IsSquared
        ? $"(2{Shared}{Plus(Options.SmoothNumerator)})/(Σp² + Σt²{Plus(Options.SmoothDenominator)})"
        : $"(2{Shared}{Plus(Options.SmoothNumerator)})/(Σp + Σt{Plus(Options.SmoothDenominator)})";

    public override string Source => "Milletari, Navab and Ahmadi 2016 (V-Net)";

    /// <summary>Disagreement, or under a logarithm what is shared, and mass, in the form that the options ask for.</summary>
    internal static IReadOnlyList<ClassSum> Pair(OverlapOptions options) => options switch
    {
        { IsSquared: true, IsLogarithmic: true } => [ClassSum.Shared, ClassSum.SquaredMass],
        { IsSquared: true } => [ClassSum.SquaredDisagreement, ClassSum.SquaredMass],
        { IsLogarithmic: true } => [options.IsSoft ? ClassSum.SoftShared : ClassSum.Shared, ClassSum.Mass],
        { IsSoft: true } => [ClassSum.SoftDisagreement, ClassSum.Mass],
        _ => [ClassSum.Disagreement, ClassSum.Mass],
    };

    /// <summary>2Σpt + s over <see cref="Pair"/>.</summary>
    internal static LinearForm Numerator(OverlapOptions options)
    {
        var sums = Pair(options);
        return options.IsLogarithmic ? new(options.SmoothNumerator, (sums[0], 2)) : new(options.SmoothNumerator, (sums[1], 1), (sums[0], -1));
    }
}
