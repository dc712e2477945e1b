using MaskSharp.Generators.Losses.Reading;

namespace MaskSharp.Generators.Losses.Terms;

/// <summary>
/// Score (Σpt + s)/(Σp + Σt − Σpt + s). With D = U − 2Σpt the intersection is (U − D)/2 and the union (U + D)/2.
/// </summary>
internal sealed record JaccardTerm(double Weight, OverlapOptions Options) : OverlapTerm("Jaccard", Weight, Options)
{
    public override IReadOnlyList<ClassSum> Sums => DiceTerm.Pair(Options);

    public override LinearForm Over => Options.IsLogarithmic
        ? new(Options.SmoothNumerator, (Sums[0], 1))
        : new(Options.SmoothNumerator, (Sums[1], 0.5), (Sums[0], -0.5));

    public override LinearForm Under => Options.IsLogarithmic
        ? new(Options.SmoothDenominator, (Sums[1], 1), (Sums[0], -1))
        : new(Options.SmoothDenominator, (Sums[1], 0.5), (Sums[0], 0.5));

    public static LossTerm Read(double weight, LossArguments arguments, LossContext context)
        => new JaccardTerm(weight, PresetDefaults.For("Jaccard", arguments, context));

    public override string ScoreFormula => Options.IsSquared
        ? $"({Shared}{Plus(Options.SmoothNumerator)})/(Σp² + Σt² − {Shared}{Plus(Options.SmoothDenominator)})"
        : $"({Shared}{Plus(Options.SmoothNumerator)})/(Σp + Σt − {Shared}{Plus(Options.SmoothDenominator)})";

    public override string Source => "Rahman and Wang 2016";
}
