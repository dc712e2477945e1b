namespace MaskSharp.Tests.BruteForce;

/// <summary>Pixels of which each is predicted and true, or not: what every score of overlap is defined on.</summary>
internal sealed class PlainPixels(IReadOnlyList<(bool Predicted, bool Actual)> pixels)
{
    public int Count => pixels.Count;

    public int Predicted { get; } = pixels.Count(pixel => pixel.Predicted);

    public int Actual { get; } = pixels.Count(pixel => pixel.Actual);

    public int Both { get; } = pixels.Count(pixel => pixel.Predicted && pixel.Actual);

    public int Either { get; } = pixels.Count(pixel => pixel.Predicted || pixel.Actual);

    public bool IsEmpty => Either == 0;

    public static PlainPixels Join(IEnumerable<PlainPixels> parts) => new([.. parts.SelectMany(part => part.Pixels)]);

    private IReadOnlyList<(bool Predicted, bool Actual)> Pixels => pixels;

    /// <summary>The share of some pixels among others; null where there is no other.</summary>
    public double? Share(Func<(bool Predicted, bool Actual), bool> some, Func<(bool Predicted, bool Actual), bool> others)
    {
        var (found, all) = (0, 0);
        foreach (var pixel in pixels)
        {
            if (!others(pixel))
                continue;
            all++;
            found += some(pixel) ? 1 : 0;
        }

        return all == 0 ? null : (double)found / all;
    }

    /// <summary>The correlation of the two yes-or-no numbers of a pixel; null where one never varies.</summary>
    public double? Correlation()
    {
        if (Predicted == 0 || Predicted == Count || Actual == 0 || Actual == Count)
            return null;
        var (meanP, meanT) = ((double)Predicted / Count, (double)Actual / Count);
        var (together, ofP, ofT) = (0.0, 0.0, 0.0);
        foreach (var (predicted, actual) in pixels)
        {
            var (p, t) = ((predicted ? 1 : 0) - meanP, (actual ? 1 : 0) - meanT);
            together += p * t;
            ofP += p * p;
            ofT += t * t;
        }

        return together / Math.Sqrt(ofP * ofT);
    }
}
