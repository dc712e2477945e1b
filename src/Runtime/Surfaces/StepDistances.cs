namespace MaskSharp;

/// <summary>Chessboard and taxicab distances to the nearest site, one axis after the other.</summary>
internal static unsafe class StepDistances
{
    /// <summary>Fills <paramref name="distances"/>; +∞ everywhere where there is no site.</summary>
    /// <param name="mask">One byte a pixel; the sites are the nonzero ones.</param>
    /// <param name="grid">Shape and spacing.</param>
    /// <param name="measure">Chessboard or taxicab.</param>
    /// <param name="distances">One distance a pixel.</param>
    /// <param name="threads">At most so many threads; 0: one for each processor.</param>
    public static void Compute(ReadOnlySpan<byte> mask, PixelGrid grid, DistanceMeasure measure, Span<double> distances, int threads)
    {
        for (var pixel = 0; pixel < mask.Length; pixel++)
            distances[pixel] = mask[pixel] != 0 ? 0 : double.PositiveInfinity;
        fixed (double* map = distances)
        {
            // A pointer, because a lambda captures no span; it is pinned until the last line is done.
            var first = (nint)map;
            var inner = 1;
            for (var axis = grid.Rank - 1; axis >= 0; axis--)
            {
                var (length, stride, spacing) = (grid.Shape[axis], inner, grid.Spacing[axis]);
                Lines.Run(mask.Length / length, length, threads, (start, end) =>
                {
                    var before = new double[length];
                    for (var line = start; line < end; line++)
                    {
                        var place = (double*)first + ((nint)(line / stride) * length * stride) + (line % stride);
                        for (var q = 0; q < length; q++)
                            before[q] = place[(nint)q * stride];
                        for (var q = 0; q < length; q++)
                            place[(nint)q * stride] = Nearest(before, q, spacing, measure);
                    }
                });
                inner *= length;
            }
        }
    }

    /// <summary>The least distance of a pixel along its line, outward until the steps alone are farther.</summary>
    private static double Nearest(double[] line, int q, double spacing, DistanceMeasure measure)
    {
        var nearest = line[q];
        for (var step = 1; step < line.Length && step * spacing < nearest; step++)
        {
            var site = Math.Min(q >= step ? line[q - step] : double.PositiveInfinity, q + step < line.Length ? line[q + step] : double.PositiveInfinity);
            nearest = Math.Min(nearest, measure == DistanceMeasure.Taxicab ? site + (step * spacing) : Math.Max(site, step * spacing));
        }

        return nearest;
    }
}
