namespace MaskSharp;

/// <summary>Overlap of centre lines with masks: whether vessels and other tubes are joined as they should be, however thick.</summary>
public static class CentrelineDice
{
    /// <summary>
    /// clDice: the harmonic mean of the share of the predicted centre line inside the true mask and of the true one inside the predicted mask
    /// (Shit et al. 2021).
    /// </summary>
    /// <param name="prediction">Predicted mask, flat in row-major order; nonzero is foreground.</param>
    /// <param name="target">True mask, same length.</param>
    /// <param name="shape">Length of each of 2 or 3 axes, slowest first.</param>
    /// <param name="empty">What two empty masks score; <see cref="EmptyMask.SkipNoTarget"/> gives NaN for every empty target. One empty mask scores 0.</param>
    /// <remarks>Figures depend on how masks are thinned: compare only those of one way, here <see cref="Skeleton"/>.</remarks>
    /// <returns>The score, from 0 to 1; NaN where <paramref name="empty"/> leaves the masks out.</returns>
    /// <exception cref="ArgumentException">
    /// The shape has neither 2 nor 3 axes, a mask does not fit it, or <paramref name="empty"/> is no value of its type.
    /// </exception>
    public static double Of(ReadOnlySpan<byte> prediction, ReadOnlySpan<byte> target, ReadOnlySpan<int> shape, EmptyMask empty = EmptyMask.One)
    {
        if (!Enum.IsDefined(empty))
            throw new ArgumentException($"empty = {empty} is no value of {nameof(EmptyMask)}.", nameof(empty));
        var predicted = Skeleton.Of(prediction, shape, nameof(prediction));
        var actual = Skeleton.Of(target, shape, nameof(target));
        var (predictedLength, actualLength) = (predicted.Sum(pixel => (long)pixel), actual.Sum(pixel => (long)pixel));
        if (actualLength == 0 && empty == EmptyMask.SkipNoTarget)
            return double.NaN;
        if (actualLength == 0 && predictedLength == 0)
            return empty switch { EmptyMask.One => 1, EmptyMask.Zero => 0, _ => double.NaN };
        var (precision, recall) = (Share(predicted, target, predictedLength), Share(actual, prediction, actualLength));
        return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
    }

    private static double Share(byte[] line, ReadOnlySpan<byte> mask, long length)
    {
        var inside = 0L;
        for (var pixel = 0; pixel < line.Length; pixel++)
            inside += line[pixel] != 0 && mask[pixel] != 0 ? 1 : 0;
        return length == 0 ? 0 : (double)inside / length;
    }
}
