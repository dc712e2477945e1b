namespace MaskSharp.Tests.BruteForce;

/// <summary>A score from its definition on the pixels themselves, not from four counts.</summary>
/// <param name="Name">Name in the product.</param>
/// <param name="Of">The definition; null where docs/metrics.md lists a 0/0.</param>
/// <param name="Best">Of an empty class under <see cref="EmptyMask.One"/>.</param>
/// <param name="Worst">Of an empty class under <see cref="EmptyMask.Zero"/>.</param>
internal sealed record PlainScore(string Name, Func<PlainPixels, double?> Of, double Best = 1, double Worst = 0)
{
    /// <summary>All scores without an argument.</summary>
    public static IReadOnlyList<PlainScore> All { get; } =
    [
        new("Dice", n => n.IsEmpty ? null : 2.0 * n.Both / (n.Predicted + n.Actual)),
        new("IoU", n => n.IsEmpty ? null : (double)n.Both / n.Either),
        new("Precision", Precision),
        new("Recall", Recall),
        new("Specificity", Specificity),
        new("NegativePredictiveValue", n => n.Share(pixel => !pixel.Actual, pixel => !pixel.Predicted)),
        new("PixelAccuracy", n => n.Share(pixel => pixel.Predicted == pixel.Actual, _ => true)),
        new("BalancedAccuracy", n => (Recall(n) + Specificity(n)) / 2),
        new("FalsePositiveRate", FalsePositiveRate, Best: 0, Worst: 1),
        new("FalseNegativeRate", FalseNegativeRate, Best: 0, Worst: 1),
        new("FalseDiscoveryRate", n => n.Share(pixel => !pixel.Actual, pixel => pixel.Predicted), Best: 0, Worst: 1),
        new("FalseOmissionRate", FalseOmissionRate, Best: 0, Worst: 1),
        new("PositiveLikelihoodRatio", n => Ratio(Recall(n), FalsePositiveRate(n))),
        new("NegativeLikelihoodRatio", n => Ratio(FalseNegativeRate(n), Specificity(n)), Best: 0, Worst: 1),
        new("Youden", n => Recall(n) - FalsePositiveRate(n)),
        new("Markedness", n => Precision(n) - FalseOmissionRate(n)),
        new("FowlkesMallows", n => n.Predicted == 0 || n.Actual == 0 ? null : n.Both / Math.Sqrt((double)n.Predicted * n.Actual)),
        new("PrevalenceThreshold", PrevalenceThreshold, Best: 0, Worst: 1),
        new("Mcc", n => n.Correlation()),
        new("Kappa", Kappa),
        new("VolumeSimilarity", n => n.IsEmpty ? null : 1 - ((double)Math.Abs(n.Predicted - n.Actual) / (n.Predicted + n.Actual))),
        new("AbsoluteVolumeDifference", n => n.IsEmpty ? null : (double)Math.Abs(n.Predicted - n.Actual) / n.Actual, Best: 0, Worst: 1),
    ];

    /// <summary>The weighted harmonic mean of precision and recall.</summary>
    public static PlainScore FBeta(double beta) => new("FBeta", n =>
    {
        if (n.IsEmpty || (beta == 0 && n.Predicted == 0))
            return null;
        if (n.Both == 0)
            return 0;
        var share = 1 / (1 + (beta * beta));
        return 1 / ((share / Precision(n)!.Value) + ((1 - share) / Recall(n)!.Value));
    });

    public static PlainScore NetBenefit(double rate) => new("NetBenefit", n => n.Count == 0 ? null : ((double)n.Both / n.Count) - (rate * (n.Predicted - n.Both) / n.Count), Best: 0);

    /// <summary>The one rule of docs/metrics.md for 0/0.</summary>
    /// <returns>The score, whether it is left out, and whether it met a 0/0 though not empty.</returns>
    public (double Score, bool Skipped, bool Undefined) Resolve(PlainPixels pixels, ScoreOptions options) => Resolve(Of(pixels), pixels.IsEmpty, pixels.Actual > 0, Best, Worst, options);

    public static (double Score, bool Skipped, bool Undefined) Resolve(double? value, bool isEmpty, bool hasTarget, double best, double worst, ScoreOptions options)
    {
        if ((options.Empty == EmptyMask.SkipNoTarget && !hasTarget) || (options.Empty == EmptyMask.Skip && isEmpty))
            return (double.NaN, true, false);
        if (value is { } score)
            return (score, false, false);
        if (isEmpty)
            return (options.Empty == EmptyMask.One ? best : worst, false, false);
        return options.Undefined switch
        {
            UndefinedScore.Zero => (0, false, true),
            UndefinedScore.One => (1, false, true),
            UndefinedScore.Skip => (double.NaN, true, true),
            _ => (double.NaN, false, true),
        };
    }

    private static double? Precision(PlainPixels n) => n.Share(pixel => pixel.Actual, pixel => pixel.Predicted);

    private static double? Recall(PlainPixels n) => n.Share(pixel => pixel.Predicted, pixel => pixel.Actual);

    private static double? Specificity(PlainPixels n) => n.Share(pixel => !pixel.Predicted, pixel => !pixel.Actual);

    private static double? FalsePositiveRate(PlainPixels n) => n.Share(pixel => pixel.Predicted, pixel => !pixel.Actual);

    private static double? FalseNegativeRate(PlainPixels n) => n.Share(pixel => !pixel.Predicted, pixel => pixel.Actual);

    private static double? FalseOmissionRate(PlainPixels n) => n.Share(pixel => pixel.Actual, pixel => !pixel.Predicted);

    private static double? Ratio(double? a, double? b) => a == 0 && b == 0 ? null : a / b;

    /// <summary>1 / (1 + √(TPR / FPR)), which is 0 without a false alarm.</summary>
    private static double? PrevalenceThreshold(PlainPixels n)
        => Ratio(Recall(n), FalsePositiveRate(n)) is { } ratio ? 1 / (1 + Math.Sqrt(ratio)) : null;

    /// <summary>How much more often both agree than chance makes them.</summary>
    private static double? Kappa(PlainPixels n)
    {
        if (n.IsEmpty || (n.Predicted == n.Count && n.Actual == n.Count))
            return null;
        var (p, t) = ((double)n.Predicted / n.Count, (double)n.Actual / n.Count);
        var chance = (p * t) + ((1 - p) * (1 - t));
        return (n.Share(pixel => pixel.Predicted == pixel.Actual, _ => true)!.Value - chance) / (1 - chance);
    }
}
