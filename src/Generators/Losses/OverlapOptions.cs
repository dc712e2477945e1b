namespace MaskSharp.Generators.Losses;

/// <summary>What all overlap terms of a loss share.</summary>
/// <param name="SmoothNumerator">Added to numerators.</param>
/// <param name="SmoothDenominator">Added to denominators.</param>
/// <param name="Epsilon">Lower clamp of denominators; 0 is none.</param>
/// <param name="IsSquared">Whether the denominators of Dice and Jaccard hold squares.</param>
/// <param name="IsSoft">Whether Σmin(p, t) stands for Σpt.</param>
/// <param name="IsLogarithmic">−log(score) instead of 1 − score.</param>
/// <param name="LogFloor">Lower clamp of the score under the logarithm.</param>
/// <param name="IsNegative">−score instead of 1 − score.</param>
internal sealed record OverlapOptions(
    double SmoothNumerator,
    double SmoothDenominator,
    double Epsilon,
    bool IsSquared,
    bool IsSoft,
    bool IsLogarithmic,
    double LogFloor,
    bool IsNegative);
