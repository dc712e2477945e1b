using MaskSharp.Generators.Emit;
using MaskSharp.Generators.Losses.Reading;

namespace MaskSharp.Generators.Losses.Terms;

/// <summary>(p − t)² weighed by the distances to the borders of prediction and target to the power α.</summary>
/// <param name="Weight">Weight in the total.</param>
/// <param name="Alpha">α.</param>
internal sealed record HausdorffTerm(double Weight, double Alpha) : FieldTerm("HausdorffDT", Weight)
{
    public override string Formula
        => $"mean of (p − t)²·(d_p^{Literals.Number(Alpha)} + d_t^{Literals.Number(Alpha)}), d the distance to the border of p > 0.5 and of t";

    public override string NaturalShape => "a value a class";

    public override string Source => "Karimi and Salcudean 2019";

    public override string Construction => $"new {Runtime}.HausdorffField {{ Alpha = {Literals.Double(Alpha)} }}";

    public static LossTerm Read(double weight, LossArguments arguments, LossContext context)
        => new HausdorffTerm(weight, arguments.Positive("HausdorffAlpha", 2));
}
