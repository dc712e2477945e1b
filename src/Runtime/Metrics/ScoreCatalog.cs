namespace MaskSharp;

/// <summary>The scores that need nothing but four counts.</summary>
internal static class ScoreCatalog
{
    /// <summary>All of them, each by the name of its property in <see cref="SegmentationScores"/>.</summary>
    public static readonly ScoreFormula[] All =
    [
        new(nameof(SegmentationScores.Dice), ScoreFormulas.Dice),
        new(nameof(SegmentationScores.IoU), ScoreFormulas.IoU),
        new(nameof(SegmentationScores.Precision), ScoreFormulas.Precision),
        new(nameof(SegmentationScores.Recall), ScoreFormulas.Recall),
        new(nameof(SegmentationScores.Specificity), ScoreFormulas.Specificity),
        new(nameof(SegmentationScores.NegativePredictiveValue), ScoreFormulas.NegativePredictiveValue),
        new(nameof(SegmentationScores.PixelAccuracy), ScoreFormulas.PixelAccuracy),
        new(nameof(SegmentationScores.BalancedAccuracy), ScoreFormulas.BalancedAccuracy),
        new(nameof(SegmentationScores.FalsePositiveRate), ScoreFormulas.FalsePositiveRate, Best: 0, Worst: 1),
        new(nameof(SegmentationScores.FalseNegativeRate), ScoreFormulas.FalseNegativeRate, Best: 0, Worst: 1),
        new(nameof(SegmentationScores.FalseDiscoveryRate), ScoreFormulas.FalseDiscoveryRate, Best: 0, Worst: 1),
        new(nameof(SegmentationScores.FalseOmissionRate), ScoreFormulas.FalseOmissionRate, Best: 0, Worst: 1),
        new(nameof(SegmentationScores.PositiveLikelihoodRatio), ScoreFormulas.PositiveLikelihoodRatio),
        new(nameof(SegmentationScores.NegativeLikelihoodRatio), ScoreFormulas.NegativeLikelihoodRatio, Best: 0, Worst: 1),
        new(nameof(SegmentationScores.Youden), ScoreFormulas.Youden),
        new(nameof(SegmentationScores.Markedness), ScoreFormulas.Markedness),
        new(nameof(SegmentationScores.FowlkesMallows), ScoreFormulas.FowlkesMallows),
        new(nameof(SegmentationScores.PrevalenceThreshold), ScoreFormulas.PrevalenceThreshold, Best: 0, Worst: 1),
        new(nameof(SegmentationScores.Mcc), ScoreFormulas.Mcc),
        new(nameof(SegmentationScores.Kappa), ScoreFormulas.Kappa),
        new(nameof(SegmentationScores.VolumeSimilarity), ScoreFormulas.VolumeSimilarity),
        new(nameof(SegmentationScores.AbsoluteVolumeDifference), ScoreFormulas.AbsoluteVolumeDifference, Best: 0, Worst: 1),
    ];

    /// <summary>Where in <see cref="All"/> the score of a name stands.</summary>
    public static int IndexOf(string name) => Array.FindIndex(All, formula => formula.Name == name);
}
