namespace MaskSharp;

/// <summary>Figures of numbers in ascending order.</summary>
internal static class SortedNumbers
{
    /// <summary>The quantile with linear interpolation (Hyndman and Fan 1996, type 7); NaN of no number, and of a share that is NaN.</summary>
    /// <param name="sorted">The numbers, none NaN; infinite ones may be among them.</param>
    /// <param name="share">From 0 to 1.</param>
    public static double Quantile(ReadOnlySpan<double> sorted, double share)
    {
        if (sorted.IsEmpty || double.IsNaN(share))
            return double.NaN;
        var place = share * (sorted.Length - 1);
        var (low, high) = (sorted[(int)Math.Floor(place)], sorted[(int)Math.Ceiling(place)]);

        // Between equal ones, so also between infinite ones, there is nothing to interpolate.
        return low == high ? low : low + ((high - low) * (place - Math.Floor(place)));
    }
}
