namespace MaskSharp;

/// <summary>Overlap of the boundaries of two masks, which does not forgive large objects their contours.</summary>
public static class BoundaryOverlap
{
    /// <summary>
    /// Boundary IoU: the intersection over union of the pixels of either mask that lie nearer to its boundary than a distance
    /// (Cheng et al. 2021).
    /// </summary>
    /// <param name="prediction">Predicted mask, flat in row-major order; nonzero is foreground.</param>
    /// <param name="target">True mask, same length.</param>
    /// <param name="shape">Length of each axis, slowest first.</param>
    /// <param name="distance">
    /// Above 0, in units of the spacing: a pixel counts if the nearest boundary pixel of its mask, which may be itself, is nearer. With 1 and
    /// no spacing only the boundary pixels count.
    /// </param>
    /// <param name="spacing">Distance of neighbouring pixels along each axis, in any unit, finite and above 0; left out: 1 along all.</param>
    /// <param name="empty">What two empty masks score; <see cref="EmptyMask.SkipNoTarget"/> gives NaN for every empty target.</param>
    /// <returns>The score, from 0 to 1; NaN where <paramref name="empty"/> leaves the masks out.</returns>
    /// <exception cref="ArgumentException">A length does not fit the shape, a spacing is not finite and above 0, or <paramref name="empty"/> is no value of its type.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="distance"/> is not above 0.</exception>
    /// <exception cref="OverflowException">The box around both masks has, with a pixel more on every side, more than 2³¹ − 1 pixels.</exception>
    public static double IoU(ReadOnlySpan<byte> prediction, ReadOnlySpan<byte> target, ReadOnlySpan<int> shape, double distance = 1, ReadOnlySpan<double> spacing = default, EmptyMask empty = EmptyMask.One)
    {
        if (!(distance > 0))
            throw new ArgumentOutOfRangeException(nameof(distance), distance, "distance is a number above 0.");
        if (!Enum.IsDefined(empty))
            throw new ArgumentException($"empty = {empty} is no value of {nameof(EmptyMask)}.", nameof(empty));
        var image = PixelGrid.Check(shape, spacing);
        image.Require(prediction.Length, nameof(prediction));
        image.Require(target.Length, nameof(target));
        var box = MaskBox.Around(prediction, target, image.Shape);
        if (empty == EmptyMask.SkipNoTarget && !target.ContainsAnyExcept((byte)0))
            return double.NaN;
        if (box is null)
            return empty switch { EmptyMask.One => 1, EmptyMask.Zero => 0, _ => double.NaN };
        var (predicted, actual) = (Near(prediction, image, box, distance), Near(target, image, box, distance));
        var (both, either) = (0L, 0L);
        for (var i = 0; i < predicted.Length; i++)
        {
            both += predicted[i] && actual[i] ? 1 : 0;
            either += predicted[i] || actual[i] ? 1 : 0;
        }

        return (double)both / either;
    }

    /// <summary>The pixels of a mask near its boundary, in the box.</summary>
    private static bool[] Near(ReadOnlySpan<byte> mask, PixelGrid image, MaskBox box, double distance)
    {
        var boundary = MaskSurface.Of(mask, image, box, SurfaceDefinition.BoundaryVoxels, threads: 0);
        var distances = new double[boundary.Places.Length];
        DistanceTransform.ToForeground<double>(boundary.Places, box.Shape, image.Spacing, distances);
        var inside = new byte[distances.Length];
        box.Copy(mask, image.Shape, inside, frame: 0);
        return [.. distances.Select((gap, i) => inside[i] != 0 && gap < distance)];
    }
}
