namespace MaskSharp;

/// <summary>Where the bias-corrected and accelerated interval ends, as shares of the bootstrap distribution (Efron 1987).</summary>
internal static class BcaCorrection
{
    /// <param name="estimate">The figure of the cases as they are.</param>
    /// <param name="distribution">The figures of the resamples.</param>
    /// <param name="leftOut">The figures without one case each.</param>
    /// <param name="tail">What the interval leaves out on each side.</param>
    public static (double Low, double High) Shares(double estimate, double[] distribution, double[] leftOut, double tail)
    {
        // Resamples below the estimate, those equal to it by half; never none or all, which would be an infinite bias.
        var below = distribution.Count(figure => figure < estimate) + (0.5 * distribution.Count(figure => figure == estimate));
        var share = Math.Clamp(below / distribution.Length, 0.5 / distribution.Length, 1 - (0.5 / distribution.Length));
        var bias = NormalDistribution.Quantile(share);
        var acceleration = Acceleration(leftOut);
        double Moved(double end)
        {
            var shifted = bias + NormalDistribution.Quantile(end);
            return NormalDistribution.Cumulative(bias + (shifted / (1 - (acceleration * shifted))));
        }

        return (Moved(tail), Moved(1 - tail));
    }

    /// <summary>A sixth of the skewness of the figures without one case each; 0 where they are all alike, NaN where one is not finite.</summary>
    private static double Acceleration(double[] leftOut)
    {
        var mean = leftOut.Average();
        var (squares, cubes) = (0.0, 0.0);
        foreach (var figure in leftOut)
        {
            var gap = mean - figure;
            squares += gap * gap;
            cubes += gap * gap * gap;
        }

        return squares == 0 ? 0 : cubes / (6 * Math.Pow(squares, 1.5));
    }
}
