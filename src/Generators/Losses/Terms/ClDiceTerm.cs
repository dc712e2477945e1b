using MaskSharp.Generators.Emit;
using MaskSharp.Generators.Losses.Reading;

namespace MaskSharp.Generators.Losses.Terms;

/// <summary>The Dice of centrelines: how much of each skeleton lies in the other region.</summary>
/// <param name="Weight">Weight in the total.</param>
/// <param name="Iterations">Erosions of the soft skeleton.</param>
/// <param name="SmoothNumerator">s of the numerators.</param>
/// <param name="SmoothDenominator">s of the denominators.</param>
/// <param name="KeepsAbsent">Whether a class without a true pixel counts as the formula says, for <c>Absent</c> is a preset's, and not for this term.</param>
internal sealed record ClDiceTerm(double Weight, int Iterations, double SmoothNumerator, double SmoothDenominator, bool KeepsAbsent) : FieldTerm("ClDice", Weight)
{
    public override string Formula
        => $"1 − 2PR/(P + R), P = (ΣS(p)·t{Plus(SmoothNumerator)})/(ΣS(p){Plus(SmoothDenominator)}), R = (ΣS(t)·p{Plus(SmoothNumerator)})/(ΣS(t){Plus(SmoothDenominator)}), "
            + $"S the soft skeleton of {Literals.Int(Iterations)} erosions";

    public override string NaturalShape => "a value a class";

    public override string Source => "Shit et al. 2021 (clDice)";

    public override bool LooksAtAbsent => !KeepsAbsent;

    public override string Construction
        => $"new {Runtime}.ClDiceField {{ Iterations = {Literals.Int(Iterations)}, SmoothNumerator = {Literals.Double(SmoothNumerator)}, SmoothDenominator = {Literals.Double(SmoothDenominator)}{(KeepsAbsent ? ", KeepsAbsent = true" : "")} }}";

    public static LossTerm Read(double weight, LossArguments arguments, LossContext context)
        => new ClDiceTerm(weight, ReadIterations(arguments), context.Overlap.SmoothNumerator, context.Overlap.SmoothDenominator, PresetDefaults.KeepsAbsent(arguments, context));

    private static int ReadIterations(LossArguments arguments)
    {
        var iterations = arguments.Get("SkeletonIterations", 3);
        if (iterations is >= 0 and <= Most)
            return iterations;
        arguments.OutOfRange("SkeletonIterations", Literals.Int(iterations), $"it is from 0 to {Literals.Int(Most)}, the largest radius in pixels");
        return 3;
    }

    /// <summary>Beyond this the erosions of a call no longer fit into memory.</summary>
    private const int Most = 1000;
}
