namespace Conformance.Running;

/// <summary>How far figures are from the expected ones.</summary>
/// <param name="Excess">Largest |a − b| / (absolute + relative·|b|): at most 1 within tolerance.</param>
/// <param name="ElementWise">Largest |a − b| / |b| over nonzero b.</param>
/// <param name="OfLargest">
/// Largest |a − b| / max|b|: relative to the largest expected figure, or to 1e-6 where all are smaller (saturated logits leave
/// gradients such as 1e-45, which single precision does not hold).
/// </param>
public sealed record Difference(double Excess, double ElementWise, double OfLargest)
{
    public static Difference Between(IReadOnlyList<double> actual, IReadOnlyList<double> expected, double relative, double absolute)
    {
        if (actual.Count != expected.Count)
            return new(double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity);
        var largest = expected.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        double excess = 0, elementWise = 0, ofLargest = 0;
        for (var i = 0; i < actual.Count; i++)
        {
            if (actual[i].Equals(expected[i]))
                continue;
            var gap = Math.Abs(actual[i] - expected[i]);
            if (double.IsNaN(gap))
                gap = double.PositiveInfinity;
            excess = Math.Max(excess, gap / (absolute + (relative * Math.Abs(expected[i]))));
            ofLargest = Math.Max(ofLargest, gap / Math.Max(largest, 1e-6));
            if (expected[i] != 0)
                elementWise = Math.Max(elementWise, gap / Math.Abs(expected[i]));
        }

        return new(excess, elementWise, ofLargest);
    }
}
