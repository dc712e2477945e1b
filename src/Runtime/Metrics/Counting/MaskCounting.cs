using System.Numerics;

namespace MaskSharp;

/// <summary>Counts binary masks of one byte a pixel, a vector at a time.</summary>
internal static class MaskCounting
{
    /// <summary>The four counts of masks of equal length; an empty <paramref name="valid"/> counts all pixels.</summary>
    public static PixelTally Count(ReadOnlySpan<byte> prediction, ReadOnlySpan<byte> target, ReadOnlySpan<byte> valid)
    {
        // The byte lanes of the counters hold at most 255, so that many vectors make a block.
        var block = Vector<byte>.Count * byte.MaxValue;
        var (both, predicted, actual, counted) = (0L, 0L, 0L, 0L);
        var start = 0;
        while (prediction.Length - start >= Vector<byte>.Count)
        {
            var length = Math.Min(block, (prediction.Length - start) / Vector<byte>.Count * Vector<byte>.Count);
            var (lanesBoth, lanesPredicted, lanesActual, lanesCounted) = (Vector<byte>.Zero, Vector<byte>.Zero, Vector<byte>.Zero, Vector<byte>.Zero);
            for (var i = start; i < start + length; i += Vector<byte>.Count)
            {
                var background = Vector.Equals(new Vector<byte>(prediction[i..]), Vector<byte>.Zero);
                var absent = Vector.Equals(new Vector<byte>(target[i..]), Vector<byte>.Zero);
                var ignored = valid.IsEmpty ? Vector<byte>.Zero : Vector.Equals(new Vector<byte>(valid[i..]), Vector<byte>.Zero);

                // A set lane is 255, which is −1: subtracting it counts.
                var p = ~(background | ignored);
                var t = ~(absent | ignored);
                lanesPredicted -= p;
                lanesActual -= t;
                lanesBoth -= p & t;
                lanesCounted -= ~ignored;
            }

            both += Sum(lanesBoth);
            predicted += Sum(lanesPredicted);
            actual += Sum(lanesActual);
            counted += Sum(lanesCounted);
            start += length;
        }

        for (var i = start; i < prediction.Length; i++)
        {
            if (!valid.IsEmpty && valid[i] == 0)
                continue;
            var (p, t) = (prediction[i] != 0, target[i] != 0);
            counted++;
            predicted += p ? 1 : 0;
            actual += t ? 1 : 0;
            both += p && t ? 1 : 0;
        }

        return FromTotals(both, predicted, actual, counted);
    }

    /// <summary>The four counts from the pixels that are both, predicted, true and counted at all.</summary>
    public static PixelTally FromTotals(long both, long predicted, long actual, long counted)
        => new(both, predicted - both, actual - both, counted - predicted - actual + both);

    private static long Sum(Vector<byte> lanes)
    {
        Vector.Widen(lanes, out var low, out var high);
        return Vector.Sum(low + high);
    }
}
