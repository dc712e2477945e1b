namespace MaskSharp;

/// <summary>The generalised Dice of the classes of one sample (Crum 2006, Sudre 2017).</summary>
internal static class GeneralizedDiceFormula
{
    /// <summary>2Σw·TP / Σw(2TP + FP + FN); NaN exactly where it is 0/0.</summary>
    public static double Score(PixelTally[] classes, double[] weights)
    {
        var (numerator, denominator) = (0.0, 0.0);
        for (var c = 0; c < classes.Length; c++)
        {
            var (tp, fp, fn, _) = classes[c];
            numerator += weights[c] * 2 * tp;
            denominator += weights[c] * ((2.0 * tp) + fp + fn);
        }

        return denominator == 0 ? double.NaN : Math.Clamp(numerator / denominator, 0, 1);
    }

    /// <summary>The weight of each class by its true pixels; an absent class weighs as the heaviest present one.</summary>
    public static double[] Weights(PixelTally[] classes, VolumeWeight weight)
    {
        var weights = Array.ConvertAll(classes, tally => Weight(tally.Support, weight));
        var heaviest = weights.Where(double.IsFinite).DefaultIfEmpty(1).Max();
        return Array.ConvertAll(weights, w => double.IsFinite(w) ? w : heaviest);
    }

    private static double Weight(double support, VolumeWeight weight) => weight switch
    {
        VolumeWeight.Square => 1 / (support * support),
        VolumeWeight.Simple => 1 / support,
        _ => 1,
    };
}
