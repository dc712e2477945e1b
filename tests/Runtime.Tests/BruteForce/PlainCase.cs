using MaskSharp.Tests.Surfaces;

namespace MaskSharp.Tests.BruteForce;

/// <summary>One of 2,000 pairs of small masks, 2-D and 3-D in turn: empty, full, of one pixel, of noise, of a block, and slightly wrong ones.</summary>
/// <param name="Number">From 0 on; it says which case failed, and makes the choices of a test.</param>
/// <param name="Shape">Length of each axis.</param>
/// <param name="Spacing">One of twenty that differ along each axis, or empty in every third case.</param>
/// <param name="Prediction">Predicted mask.</param>
/// <param name="Target">True mask.</param>
internal sealed record PlainCase(int Number, int[] Shape, double[] Spacing, byte[] Prediction, byte[] Target)
{
    public const double Tolerance = 1e-12;

    public static IReadOnlyList<PlainCase> All { get; } = Make(new Random(2000), 2000);

    /// <summary>Equal, both NaN, or apart by no more than the tolerance, which is relative above 1.</summary>
    public void AssertClose(double expected, double actual, string what)
        => Assert.True(actual.Equals(expected) || Math.Abs(actual - expected) <= Tolerance * Math.Max(1, Math.Abs(expected)), $"Case {Number}, {what}: {actual:R} where brute force gives {expected:R}.");

    private static List<PlainCase> Make(Random random, int count)
    {
        double[][] spacings = [.. Enumerable.Range(0, 40).Select(i => Enumerable.Range(0, 2 + (i % 2)).Select(_ => Math.Round(0.3 + (2 * random.NextDouble()), 2)).ToArray())];
        var cases = new List<PlainCase>();
        for (var number = 0; number < count; number++)
        {
            var shape = RandomImages.Shape(random, 2 + (number % 2));
            double[] spacing = number % 3 == 0 ? [] : spacings[(2 * random.Next(20)) + (number % 2)];
            var target = RandomImages.Mask(random, shape);
            var prediction = number % 5 < 2 ? AlmostAs(random, target) : RandomImages.Mask(random, shape);
            cases.Add(new(number, shape, spacing, prediction, target));
        }

        return cases;
    }

    /// <summary>A copy with no or few pixels turned over, in nonzero values of any kind.</summary>
    private static byte[] AlmostAs(Random random, byte[] mask)
    {
        var share = random.Next(4) * 0.05;
        return [.. mask.Select(pixel => (pixel != 0) != (random.NextDouble() < share) ? (byte)random.Next(1, 256) : (byte)0)];
    }
}
