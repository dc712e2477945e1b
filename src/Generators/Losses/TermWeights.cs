namespace MaskSharp.Generators.Losses;

/// <summary>The weight of each term; 0 leaves it out.</summary>
internal sealed record TermWeights(double Bce, double CrossEntropy, double Dice, double Jaccard, double Tversky);
