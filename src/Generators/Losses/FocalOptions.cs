using MaskSharp.Generators.Model;

namespace MaskSharp.Generators.Losses;

/// <summary>The focal term's own constants.</summary>
/// <param name="Gamma">γ, from 0 on.</param>
/// <param name="Alpha">α of the sigmoid form, or null; under a softmax it is among the factors.</param>
/// <param name="IsSoftmax">Whether p is the softmax over the classes instead of each channel's sigmoid.</param>
/// <param name="Factors">The factor of each class, 0 for one that is dropped; null where all are 1.</param>
/// <param name="Threshold">τ of the reduced form, or null.</param>
/// <param name="FirstClass">The first class that is looked at.</param>
internal sealed record FocalOptions(double Gamma, double? Alpha, bool IsSoftmax, EquatableArray<double>? Factors, double? Threshold, int FirstClass)
{
    /// <summary>1 − α, the weight of the background; α's own meaning is <see cref="Alpha"/>.</summary>
    public double Background => LinearForm.Difference(1, Alpha ?? 0);

    /// <summary>2α − 1: what the foreground weighs more than the background, so that the weight of any target is it·t + (1 − α).</summary>
    public double Excess => LinearForm.Difference(Alpha ?? 0, Background);
}
