using MaskSharp.Generators.Losses.Reading;

namespace MaskSharp.Generators.Losses.Terms;

/// <summary>
/// The Lovász extension of the Jaccard loss: Σ_k e_k·(J_k − J_(k−1)) over the errors in falling order, J_k the Jaccard loss if the first
/// k pixels alone were wrong.
/// </summary>
/// <param name="Weight">Weight in the total.</param>
/// <param name="IsHinge">Whether errors are 1 − z(2t − 1) of logits, not |t − p|.</param>
/// <param name="AveragesPresent">Whether classes are exclusive, so that the present ones are averaged.</param>
/// <param name="IsPerSample">Whether each sample is ranked alone.</param>
internal sealed record LovaszTerm(double Weight, bool IsHinge, bool AveragesPresent, bool IsPerSample) : FieldTerm("Lovasz", Weight)
{
    public override string Formula
        => $"Σ_k {(IsHinge ? "max(e_k, 0)" : "e_k")}·(J_k − J_(k−1)), e = {(IsHinge ? "1 − z(2t − 1)" : "|t − p|")} in falling order{(IsPerSample ? " of each sample" : "")}, "
            + $"J_k = 1 − (T − Σ_(i≤k) t_i)/(T + Σ_(i≤k) (1 − t_i)), T = Σt{(AveragesPresent ? "; mean over the classes that are present" : "")}";

    public override string NaturalShape => AveragesPresent && IsPerSample ? "a value a sample" : "a value a class";

    public override string Source => IsHinge
        ? "Yu and Blaschko 2015; Berman, Rannen Triki and Blaschko 2018 (Lovász hinge)"
        : "Berman, Rannen Triki and Blaschko 2018 (Lovász-softmax)";

    public override string Construction => $"new {Runtime}.LovaszField()";

    public static LossTerm Read(double weight, LossArguments arguments, LossContext context)
        => new LovaszTerm(
            weight,
            context.Mode == LossMode.Binary && !context.IsProbabilities,
            context.Mode == LossMode.Multiclass,
            context.IsPerSample);
}
