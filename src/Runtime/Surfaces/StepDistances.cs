namespace MaskSharp;

/// <summary>Chessboard and taxicab distances to the nearest site, one axis after the other.</summary>
internal static class StepDistances
{
    /// <summary>Fills <paramref name="distances"/>; +∞ everywhere where there is no site.</summary>
    /// <param name="mask">One byte a pixel; the sites are the nonzero ones.</param>
    /// <param name="grid">Shape and spacing.</param>
    /// <param name="measure">Chessboard or taxicab.</param>
    /// <param name="distances">One distance a pixel.</param>
    public static void Compute(ReadOnlySpan<byte> mask, PixelGrid grid, DistanceMeasure measure, Span<double> distances)
    {
        for (var pixel = 0; pixel < mask.Length; pixel++)
            distances[pixel] = mask[pixel] != 0 ? 0 : double.PositiveInfinity;
        var inner = 1;
        for (var axis = grid.Rank - 1; axis >= 0; axis--)
        {
            var length = grid.Shape[axis];
            var (before, after) = (new double[length], new double[length]);
            for (var start = 0; start < mask.Length; start += length * inner)
            {
                for (var line = start; line < start + inner; line++)
                {
                    for (var q = 0; q < length; q++)
                        before[q] = distances[line + (q * inner)];
                    for (var q = 0; q < length; q++)
                        after[q] = Nearest(before, q, grid.Spacing[axis], measure);
                    for (var q = 0; q < length; q++)
                        distances[line + (q * inner)] = after[q];
                }
            }

            inner *= length;
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
