using MaskSharp.Generators.Emit;
using MaskSharp.Generators.Losses.Reading;

namespace MaskSharp.Generators.Losses.Terms;

/// <summary>
/// Score (2Σ_c w_cΣpt + s)/(Σ_c w_c(Σp + Σt) + s), where w_c falls with the true pixels V of the class: 1/V², 1/V or 1. It is
/// the Dice formula of the weighed sums.
/// </summary>
internal sealed record GeneralizedDiceTerm(double Weight, OverlapOptions Options, string Volumes, bool IsPerSample) : OverlapTerm("GeneralizedDice", Weight, Options)
{
    private static readonly string[] _weights = ["Square", "Simple", "Uniform"];

    public override IReadOnlyList<ClassSum> Sums => DiceTerm.Pair(Options);

    public override SumJoin Join => SumJoin.Volume;

    public override string VolumeWeight => Volumes;

    public override string NaturalShape => IsPerSample ? "a value a sample" : "one value";

    public override LinearForm Over => DiceTerm.Numerator(Options);

    public override LinearForm Under => new(Options.SmoothDenominator, (Sums[1], 1));

    public override string ScoreFormula
    {
        get
        {
            var square = Options.IsSquared ? "²" : "";
            return $"(2Σ_c w_c·{Shared}{Plus(Options.SmoothNumerator)})/(Σ_c w_c·(Σp{square} + Σt{square}){Plus(Options.SmoothDenominator)}) with w_c = {Weights}";
        }
    }

    public override string ComputedFormula => $"{base.ComputedFormula} of the weighed sums";

    public override string Source => "Sudre et al. 2017";

    private string Weights => Volumes switch
    {
        "Square" => "1/(Σt)²",
        "Simple" => "1/Σt",
        _ => "1",
    };

    public static LossTerm Read(double weight, LossArguments arguments, LossContext context)
        => new GeneralizedDiceTerm(weight, context.Overlap, _weights[arguments.Choice("GeneralizedWeight", _weights.Length)], context.IsPerSample);
}
