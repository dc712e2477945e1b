namespace MaskSharp;

/// <summary>Counts binary masks of one byte a pixel.</summary>
internal static unsafe class MaskCounting
{
    /// <summary>Whether bytes are other than 0.</summary>
    public static PixelBits<byte, Outside<byte>> NotZero(byte* mask) => new(mask, new(0, 0));

    /// <summary>The four counts of masks of equal length; an empty <paramref name="valid"/> counts all pixels.</summary>
    public static PixelTally Count(ReadOnlySpan<byte> prediction, ReadOnlySpan<byte> target, ReadOnlySpan<byte> valid)
    {
        var totals = default(PixelTotals);
        fixed (byte* predicted = prediction)
        {
            fixed (byte* actual = target)
            {
                fixed (byte* counted = valid)
                {
                    if (valid.IsEmpty)
                        BitCounting.Count(NotZero(predicted), NotZero(actual), default(EveryPixel), prediction.Length, ref totals);
                    else
                        BitCounting.Count(NotZero(predicted), NotZero(actual), NotZero(counted), prediction.Length, ref totals);
                }
            }
        }

        return totals.Tally;
    }
}
