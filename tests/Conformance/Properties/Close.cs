using Conformance.Running;

namespace Conformance.Properties;

/// <summary>Assertions on figures.</summary>
public static class Close
{
    /// <summary>Value and gradient agree to <paramref name="relative"/> of the largest figure.</summary>
    public static void Evaluations(Evaluation expected, Evaluation actual, double relative, string what)
        => Evaluations(expected, actual, relative, relative, what);

    public static void Evaluations(Evaluation expected, Evaluation actual, double relativeValue, double relativeGradient, string what)
    {
        Figures(expected.Value, actual.Value, relativeValue, $"{what}: value");
        Figures(expected.Gradient, actual.Gradient, relativeGradient, $"{what}: gradient");
    }

    public static void Figures(double[] expected, double[] actual, double relative, string what)
    {
        var difference = Difference.Between(actual, expected, relative, 0);
        Assert.True(
            difference.OfLargest <= relative,
            $"{what} is off by {difference.OfLargest:0.0e0} of the largest figure, allowed {relative:0.0e0}; "
                + $"expected {First(expected)}, actual {First(actual)}");
    }

    private static string First(double[] figures) => string.Join(", ", figures.Take(4)) + (figures.Length > 4 ? $", … ({figures.Length})" : "");
}
