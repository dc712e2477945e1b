namespace MaskSharp;

/// <summary>Squared Euclidean distances to the nearest site, one axis after the other.</summary>
internal static unsafe class SquaredDistances
{
    /// <summary>Fills <paramref name="squares"/>; +∞ everywhere where there is no site.</summary>
    /// <param name="mask">One byte a pixel.</param>
    /// <param name="sitesAreForeground">Whether the sites are the nonzero pixels, or the zero ones.</param>
    /// <param name="grid">Shape and spacing.</param>
    /// <param name="squares">One square a pixel.</param>
    /// <param name="threads">At most so many threads; 0: one for each processor.</param>
    /// <param name="wanted">Nonzero where a square is asked for, the others may be left wrong; empty: all are.</param>
    public static void Compute(ReadOnlySpan<byte> mask, bool sitesAreForeground, PixelGrid grid, Span<double> squares, int threads, ReadOnlySpan<byte> wanted = default)
    {
        if (mask.IsEmpty)
            return;
        fixed (byte* sites = mask)
        fixed (byte* asked = wanted)
        fixed (double* map = squares)
        {
            // Pointers, because a lambda captures no span; both are pinned until the last line is done.
            var (first, result) = ((nint)sites, (nint)map);
            var last = grid.Rank - 1;
            var length = grid.Shape[last];
            var table = AxisTable.Of(length, grid.Spacing[last]);
            Lines.Run(mask.Length / length, length, threads, (start, end) =>
            {
                for (var line = start; line < end; line++)
                    NearestSite.Fill(new((byte*)first + ((nint)line * length), length), sitesAreForeground, table.Squares, new((double*)result + ((nint)line * length), length));
            });

            var inner = length;
            for (var axis = last - 1; axis >= 0; axis--)
            {
                LowerEnvelope.Pass((double*)result, mask.Length, grid.Shape[axis], inner, grid.Spacing[axis], threads, axis == 0 ? asked : null);
                inner *= grid.Shape[axis];
            }
        }
    }
}
