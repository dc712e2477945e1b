namespace MaskSharp;

/// <summary>The scores that need nothing but four counts.</summary>
internal static class ScoreCatalog
{
    public static readonly ScoreFormula Dice = new(nameof(Dice), ScoreFormulas.Dice);
    public static readonly ScoreFormula IoU = new(nameof(IoU), ScoreFormulas.IoU);
    public static readonly ScoreFormula Precision = new(nameof(Precision), ScoreFormulas.Precision);
    public static readonly ScoreFormula Recall = new(nameof(Recall), ScoreFormulas.Recall);
    public static readonly ScoreFormula Specificity = new(nameof(Specificity), ScoreFormulas.Specificity);
    public static readonly ScoreFormula NegativePredictiveValue = new(nameof(NegativePredictiveValue), ScoreFormulas.NegativePredictiveValue);
    public static readonly ScoreFormula PixelAccuracy = new(nameof(PixelAccuracy), ScoreFormulas.PixelAccuracy);
    public static readonly ScoreFormula BalancedAccuracy = new(nameof(BalancedAccuracy), ScoreFormulas.BalancedAccuracy);
    public static readonly ScoreFormula FalsePositiveRate = new(nameof(FalsePositiveRate), ScoreFormulas.FalsePositiveRate, Best: 0, Worst: 1);
    public static readonly ScoreFormula FalseNegativeRate = new(nameof(FalseNegativeRate), ScoreFormulas.FalseNegativeRate, Best: 0, Worst: 1);
    public static readonly ScoreFormula FalseDiscoveryRate = new(nameof(FalseDiscoveryRate), ScoreFormulas.FalseDiscoveryRate, Best: 0, Worst: 1);
    public static readonly ScoreFormula FalseOmissionRate = new(nameof(FalseOmissionRate), ScoreFormulas.FalseOmissionRate, Best: 0, Worst: 1);
    public static readonly ScoreFormula PositiveLikelihoodRatio = new(nameof(PositiveLikelihoodRatio), ScoreFormulas.PositiveLikelihoodRatio);
    public static readonly ScoreFormula NegativeLikelihoodRatio = new(nameof(NegativeLikelihoodRatio), ScoreFormulas.NegativeLikelihoodRatio, Best: 0, Worst: 1);
    public static readonly ScoreFormula Youden = new(nameof(Youden), ScoreFormulas.Youden);
    public static readonly ScoreFormula Markedness = new(nameof(Markedness), ScoreFormulas.Markedness);
    public static readonly ScoreFormula FowlkesMallows = new(nameof(FowlkesMallows), ScoreFormulas.FowlkesMallows);
    public static readonly ScoreFormula PrevalenceThreshold = new(nameof(PrevalenceThreshold), ScoreFormulas.PrevalenceThreshold, Best: 0, Worst: 1);
    public static readonly ScoreFormula Mcc = new(nameof(Mcc), ScoreFormulas.Mcc);
    public static readonly ScoreFormula Kappa = new(nameof(Kappa), ScoreFormulas.Kappa);
    public static readonly ScoreFormula VolumeSimilarity = new(nameof(VolumeSimilarity), ScoreFormulas.VolumeSimilarity);
    public static readonly ScoreFormula AbsoluteVolumeDifference = new(nameof(AbsoluteVolumeDifference), ScoreFormulas.AbsoluteVolumeDifference, Best: 0, Worst: 1);

    /// <summary>All of them.</summary>
    public static readonly ScoreFormula[] All =
    [
        Dice, IoU, Precision, Recall, Specificity, NegativePredictiveValue, PixelAccuracy, BalancedAccuracy,
        FalsePositiveRate, FalseNegativeRate, FalseDiscoveryRate, FalseOmissionRate, PositiveLikelihoodRatio, NegativeLikelihoodRatio,
        Youden, Markedness, FowlkesMallows, PrevalenceThreshold, Mcc, Kappa, VolumeSimilarity, AbsoluteVolumeDifference,
    ];
}
