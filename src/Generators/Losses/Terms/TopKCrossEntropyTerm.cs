using MaskSharp.Generators.Emit;
using MaskSharp.Generators.Losses.Balance;
using MaskSharp.Generators.Losses.Reading;
using MaskSharp.Generators.Model;

namespace MaskSharp.Generators.Losses.Terms;

/// <summary>Σ −w_t·log p_t / Σ w_t over the k pixels with the largest −w_t·log p_t.</summary>
/// <param name="Weight">Weight in the total.</param>
/// <param name="Share">The share of the counted pixels that is taken.</param>
/// <param name="ClassWeights">w, or null.</param>
/// <param name="Smoothing">ε of label smoothing.</param>
internal sealed record TopKCrossEntropyTerm(double Weight, double Share, EquatableArray<double>? ClassWeights, double Smoothing)
    : FieldTerm("TopKCrossEntropy", Weight)
{
    public override string Formula
        => (ClassWeights is { } weights ? $"Σ −w_t·log p_t / Σ w_t with w = ({string.Join(", ", weights.Select(Literals.Number))})" : "mean of −log p_t")
            + (Smoothing > 0 ? $", t smoothed by {Literals.Number(Smoothing)}," : "")
            + $" over the k pixels where it is largest, k = max(1, ⌊{Literals.Number(Share)}·counted⌋)";

    public override string NaturalShape => "a value a pixel";

    public override string Source => "Wu, Shen and van den Hengel 2016 (bootstrapped cross-entropy)";

    public override string Construction
    {
        get
        {
            var weights = ClassWeights is { } own ? $", ClassWeights = new[] {{ {string.Join(", ", own.Select(Literals.Double))} }}" : "";
            var smoothing = Smoothing > 0 ? $", LabelSmoothing = {Literals.Double(Smoothing)}" : "";
            return $"new {Runtime}.TopKCrossEntropyField {{ Share = {Literals.Double(Share)}{weights}{smoothing} }}";
        }
    }

    public override LossTerm Balanced(ClassBalance balance) => this with { ClassWeights = balance.ClassWeights };

    public static LossTerm Read(double weight, LossArguments arguments, LossContext context)
        => new TopKCrossEntropyTerm(
            weight,
            arguments.Checked("TopK", 0.1, share => share is > 0 and <= 1, "it is a share of the pixels, above 0 and at most 1"),
            arguments.Weights("ClassWeights", context.Classes),
            BceTerm.Smoothed(arguments));
}
