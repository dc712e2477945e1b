namespace MaskSharp.Generators.Losses;

/// <summary>The Tversky term's own constants.</summary>
/// <param name="Alpha">Weight of the false positives.</param>
/// <param name="Beta">Weight of the false negatives.</param>
/// <param name="Gamma">Exponent of the focal form.</param>
/// <param name="GammaOnMean">Whether the exponent is taken of the mean over the classes.</param>
internal sealed record TverskyOptions(double Alpha, double Beta, double Gamma, bool GammaOnMean);
