namespace MaskSharp;

/// <summary>The standard normal distribution.</summary>
internal static class NormalDistribution
{
    /// <summary>Φ(x), within 1e-15 (Marsaglia, Evaluating the Normal Distribution, 2004).</summary>
    public static double Cumulative(double x)
    {
        if (double.IsNaN(x))
            return double.NaN;
        if (Math.Abs(x) > 8)
            return x < 0 ? 0 : 1;
        var (sum, before, term, square) = (x, double.NaN, x, x * x);
        for (var i = 3; sum != before; i += 2)
        {
            before = sum;
            term *= square / i;
            sum += term;
        }

        return Math.Clamp(0.5 + (sum * Math.Exp((-0.5 * square) - (0.5 * Math.Log(2 * Math.PI)))), 0, 1);
    }

    /// <summary>
    /// Φ⁻¹(p): −∞ for 0, +∞ for 1. By bisection, because it is needed a few times and <see cref="Cumulative"/> is exact.
    /// </summary>
    public static double Quantile(double p)
    {
        if (!(p is >= 0 and <= 1))
            return double.NaN;
        if (p is 0 or 1)
            return p == 0 ? double.NegativeInfinity : double.PositiveInfinity;
        var (low, high) = (-8.3, 8.3);
        for (var step = 0; step < 60 && high - low > 1e-15; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = Cumulative(middle) < p ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}
