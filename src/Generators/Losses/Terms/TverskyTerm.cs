using MaskSharp.Generators.Emit;
using MaskSharp.Generators.Losses.Reading;

namespace MaskSharp.Generators.Losses.Terms;

/// <summary>
/// Score (Σpt + s)/(Σpt + αΣp(1 − t) + βΣ(1 − p)t + s), and its focal form with an exponent. With D the false positives and
/// negatives together and F the false positives, Σpt = (U − D)/2 and the denominator is U/2 + (β − ½)D + (α − β)F. −log of the score is taken of
/// Σpt, F and the false negatives themselves.
/// </summary>
internal sealed record TverskyTerm(double Weight, OverlapOptions Options, double Alpha, double Beta, double Gamma, bool GammaOnMean)
    : OverlapTerm("Tversky", Weight, Options)
{
    private ClassSum Disagreement => Options.IsSoft ? ClassSum.SoftDisagreement : ClassSum.Disagreement;

    private ClassSum FalsePositives => Options.IsSoft ? ClassSum.SoftFalsePositives : ClassSum.FalsePositives;

    private ClassSum FalseNegatives => Options.IsSoft ? ClassSum.SoftFalseNegatives : ClassSum.FalseNegatives;

    private ClassSum OfBoth => Options.IsSoft ? ClassSum.SoftShared : ClassSum.Shared;

    public override IReadOnlyList<ClassSum> Sums => Options.IsLogarithmic ? [OfBoth, FalsePositives, FalseNegatives]
        : Alpha == Beta ? [Disagreement, ClassSum.Mass]
        : [Disagreement, ClassSum.Mass, FalsePositives];

    public override LinearForm Over => Options.IsLogarithmic
        ? new(Options.SmoothNumerator, (OfBoth, 1))
        : new(Options.SmoothNumerator, (ClassSum.Mass, 0.5), (Disagreement, -0.5));

    public override LinearForm Under => Options.IsLogarithmic
        ? new(Options.SmoothDenominator, (OfBoth, 1), (FalsePositives, Alpha), (FalseNegatives, Beta))
        : new(Options.SmoothDenominator, (ClassSum.Mass, 0.5), (Disagreement, LinearForm.Difference(Beta, 0.5)), (FalsePositives, LinearForm.Difference(Alpha, Beta)));

    public override double ClassExponent => GammaOnMean ? 1 : Gamma;

    public override double MeanExponent => GammaOnMean ? Gamma : 1;

    public static LossTerm Read(double weight, LossArguments arguments, LossContext context)
    {
        var (alpha, beta) = (arguments.NotNegative("TverskyAlpha", 0.5), arguments.NotNegative("TverskyBeta", 0.5));
        if (alpha == 0 && beta == 0)
            arguments.OutOfRange("TverskyAlpha", "0 beside TverskyBeta = 0", "without any errors in its denominator the score is always 1");
        return new TverskyTerm(weight, context.Overlap, alpha, beta, Exponent(arguments, context), IsOnMean(arguments, context.Reduction));
    }

    /// <summary>A power is taken of a loss from 0 on; −score never is one.</summary>
    private static double Exponent(LossArguments arguments, LossContext context)
    {
        var gamma = arguments.Positive("TverskyGamma", 1);
        if (gamma == 1 || context.Overlap is not { IsNegative: true, IsLogarithmic: false })
            return gamma;
        arguments.OutOfRange(
            "TverskyGamma",
            Literals.Number(gamma),
            $"it is 1 where the loss is −score, of which there is no power{(arguments.Has("NegativeOverlap") ? "" : "; NegativeOverlap = false turns the preset's −score into 1 − score")}");
        return 1;
    }

    private static bool IsOnMean(LossArguments arguments, LossReductionKind reduction)
    {
        var onMean = arguments.Get("TverskyGammaOnMean", false);
        if (!onMean || reduction == LossReductionKind.Mean)
            return onMean;
        arguments.WithoutEffect("TverskyGammaOnMean", "there is no mean under this Reduction; the exponent is taken of each class");
        return false;
    }

    public override string ScoreFormula
        => $"({Shared}{Plus(Options.SmoothNumerator)})/({Shared} + {Literals.Number(Alpha)}·Σp(1 − t) + {Literals.Number(Beta)}·Σ(1 − p)t{Plus(Options.SmoothDenominator)})";

    public override string Source => Gamma == 1 ? "Salehi, Erdogmus and Gholipour 2017" : "Abraham and Khan 2019";
}
