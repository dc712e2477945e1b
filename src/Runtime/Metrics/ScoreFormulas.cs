namespace MaskSharp;

/// <summary>
/// The formulas of the scores on four counts. Each gives NaN exactly where it is 0/0. Products of counts are exact 128-bit
/// integers: doubles would round and longs overflow from some 3·10⁹ pixels on.
/// </summary>
internal static class ScoreFormulas
{
    public static double Dice(PixelTally n) => Ratio(2.0 * n.TP, (2.0 * n.TP) + n.FP + n.FN);

    public static double IoU(PixelTally n) => Ratio(n.TP, (double)n.TP + n.FP + n.FN);

    public static double Precision(PixelTally n) => Ratio(n.TP, n.TP + n.FP);

    public static double Recall(PixelTally n) => Ratio(n.TP, n.TP + n.FN);

    public static double Specificity(PixelTally n) => Ratio(n.TN, n.TN + n.FP);

    public static double NegativePredictiveValue(PixelTally n) => Ratio(n.TN, n.TN + n.FN);

    public static double FalsePositiveRate(PixelTally n) => Ratio(n.FP, n.FP + n.TN);

    public static double FalseNegativeRate(PixelTally n) => Ratio(n.FN, n.FN + n.TP);

    public static double FalseDiscoveryRate(PixelTally n) => Ratio(n.FP, n.FP + n.TP);

    public static double FalseOmissionRate(PixelTally n) => Ratio(n.FN, n.FN + n.TN);

    /// <summary>+∞ where there is no false positive.</summary>
    public static double PositiveLikelihoodRatio(PixelTally n) => Recall(n) / FalsePositiveRate(n);

    /// <summary>+∞ where there is no true negative.</summary>
    public static double NegativeLikelihoodRatio(PixelTally n) => FalseNegativeRate(n) / Specificity(n);

    public static double Youden(PixelTally n) => Recall(n) + Specificity(n) - 1;

    public static double Markedness(PixelTally n) => Precision(n) + NegativePredictiveValue(n) - 1;

    public static double FowlkesMallows(PixelTally n) => Math.Sqrt(Precision(n) * Recall(n));

    public static double PrevalenceThreshold(PixelTally n)
    {
        var (hits, alarms) = (Math.Sqrt(Recall(n)), Math.Sqrt(FalsePositiveRate(n)));
        return alarms / (hits + alarms);
    }

    /// <summary>+∞ where there is no true pixel but a predicted one.</summary>
    public static double AbsoluteVolumeDifference(PixelTally n) => Math.Abs((double)n.FP - n.FN) / ((double)n.TP + n.FN);

    public static double NetBenefit(PixelTally n, double exchangeRate)
    {
        var pixels = (double)n.TP + n.FP + n.FN + n.TN;
        return (n.TP / pixels) - (n.FP / pixels * exchangeRate);
    }

    public static double PixelAccuracy(PixelTally n) => Ratio(n.TP + n.TN, n.TP + n.FP + n.FN + n.TN);

    public static double BalancedAccuracy(PixelTally n) => (Recall(n) + Specificity(n)) / 2;

    public static double FBeta(PixelTally n, double beta)
    {
        var square = beta * beta;
        return Ratio((1 + square) * n.TP, ((1 + square) * n.TP) + (square * n.FN) + n.FP);
    }

    public static double Mcc(PixelTally n)
    {
        // Two roots of two products each: the product of all four may pass 2¹²⁸.
        var predicted = Math.Sqrt((double)Product(n.TP + n.FP, n.TN + n.FN));
        var actual = Math.Sqrt((double)Product(n.TP + n.FN, n.TN + n.FP));
        return Ratio(Determinant(n), predicted * actual, -1);
    }

    public static double Kappa(PixelTally n)
        => Ratio(2 * Determinant(n), (double)(Product(n.TP + n.FP, n.FP + n.TN) + Product(n.TP + n.FN, n.FN + n.TN)), -1);

    public static double VolumeSimilarity(PixelTally n)
    {
        var volumes = (2.0 * n.TP) + n.FP + n.FN;
        return volumes == 0 ? double.NaN : 1 - (Math.Abs(n.FN - n.FP) / volumes);
    }

    /// <summary>TP·TN − FP·FN.</summary>
    private static double Determinant(PixelTally n) => (double)(((Int128)n.TP * n.TN) - ((Int128)n.FP * n.FN));

    private static UInt128 Product(long a, long b) => (UInt128)a * (UInt128)b;

    /// <summary>A ratio in [<paramref name="lowest"/>, 1]; rounding must not carry it outside.</summary>
    private static double Ratio(double numerator, double denominator, double lowest = 0)
        => denominator == 0 ? double.NaN : Math.Clamp(numerator / denominator, lowest, 1);
}
