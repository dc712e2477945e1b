using MaskSharp.Generators.Losses.Reading;

namespace MaskSharp.Generators.Losses.Terms;

/// <summary>Probabilities weighed by the signed distance to the target's border, which the caller may hand in.</summary>
internal sealed record BoundaryTerm(double Weight) : FieldTerm("Boundary", Weight)
{
    public override string Formula => "mean of p·φ, φ the signed distance to the target's border, negative inside";

    public override string NaturalShape => "a value an element";

    public override string Source => "Kervadec et al. 2019";

    public override bool TakesDistanceMap => true;

    public override string Construction => $"new {Runtime}.BoundaryField()";

    public static LossTerm Read(double weight, LossArguments arguments, LossContext context) => new BoundaryTerm(weight);
}
