namespace MaskSharp.Tests.Metrics;

/// <summary>Small random label maps and the counts of them taken pixel by pixel, the plainest way.</summary>
internal static class RandomMasks
{
    public static int[] Labels(Random random, int pixels, int classes)
        => [.. Enumerable.Range(0, pixels).Select(_ => random.Next(classes))];

    /// <summary>Counts one class against the rest.</summary>
    public static PixelCounts CountClass(IEnumerable<int> prediction, IEnumerable<int> target, int classIndex, int? ignore = null)
    {
        var (tp, fp, fn, tn) = (0L, 0L, 0L, 0L);
        foreach (var (p, t) in prediction.Zip(target))
        {
            if (t == ignore)
                continue;
            if (p == classIndex && t == classIndex)
                tp++;
            else if (p == classIndex)
                fp++;
            else if (t == classIndex)
                fn++;
            else
                tn++;
        }

        return new(tp, fp, fn, tn);
    }
}
