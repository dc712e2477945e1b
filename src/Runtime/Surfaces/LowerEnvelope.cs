namespace MaskSharp;

/// <summary>
/// One axis of the distance transform: a line's new squares are the lower envelope of the parabolas
/// (q − v)²·spacing² + f(v) that stand on its old ones (Felzenszwalb and Huttenlocher 2012, algorithm 1).
/// </summary>
internal static unsafe class LowerEnvelope
{
    /// <summary>
    /// Lines that lie side by side in memory and are done together: they share cache lines, which a line alone would
    /// fetch for one number each.
    /// </summary>
    private const int Tile = 16;

    private const int AllColumns = (1 << Tile) - 1;

    /// <param name="map">Squares along the faster axes, replaced in place.</param>
    /// <param name="pixels">Pixels of the map.</param>
    /// <param name="length">Length of the axis.</param>
    /// <param name="inner">Distance in memory of neighbours on the axis.</param>
    /// <param name="spacing">Spacing of the axis.</param>
    /// <param name="threads">At most so many threads; 0: one for each processor.</param>
    /// <param name="wanted">Nonzero where a square is asked for: lines without one are left as they are. Null: all are asked for.</param>
    public static void Pass(double* map, int pixels, int length, int inner, double spacing, int threads, byte* wanted)
    {
        if (length == 1)
            return;
        var table = AxisTable.Of(length, spacing);
        var (memory, asked, tiles) = ((nint)map, (nint)wanted, (inner + Tile - 1) / Tile);
        Lines.Run(pixels / length / inner * tiles, length * Tile, threads, (start, end) =>
        {
            var envelope = new EnvelopeLine(length, table);
            var tile = new double[length * Tile];
            for (var item = start; item < end; item++)
            {
                var first = item % tiles * Tile;
                var width = Math.Min(Tile, inner - first);
                var place = ((nint)(item / tiles) * length * inner) + first;
                var columns = asked == 0 ? AllColumns : Wanted((byte*)asked + place, length, inner, width);
                if (columns == 0)
                    continue;
                var corner = (double*)memory + place;
                for (var q = 0; q < length; q++)
                    new ReadOnlySpan<double>(corner + ((nint)q * inner), width).CopyTo(tile.AsSpan(q * Tile));
                for (var column = 0; column < width; column++)
                {
                    if ((columns >> column & 1) != 0)
                        envelope.Replace(tile, column, Tile);
                }

                for (var q = 0; q < length; q++)
                    tile.AsSpan(q * Tile, width).CopyTo(new(corner + ((nint)q * inner), width));
            }
        });
    }

    /// <summary>The columns of a tile in which something is asked for, one bit each.</summary>
    private static int Wanted(byte* asked, int length, int inner, int width)
    {
        Span<byte> any = stackalloc byte[Tile];
        any.Clear();
        for (var q = 0; q < length; q++)
        {
            var row = asked + ((nint)q * inner);
            for (var column = 0; column < width; column++)
                any[column] |= row[column];
        }

        var columns = 0;
        for (var column = 0; column < width; column++)
            columns |= any[column] != 0 ? 1 << column : 0;
        return columns;
    }
}
