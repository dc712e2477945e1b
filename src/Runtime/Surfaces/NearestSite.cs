namespace MaskSharp;

/// <summary>Squared distances to the nearest site along one line of contiguous pixels.</summary>
internal static class NearestSite
{
    /// <summary>Fills a line; +∞ where the line has no site.</summary>
    /// <param name="line">One byte a pixel.</param>
    /// <param name="sitesAreForeground">Whether the sites are the nonzero pixels, or the zero ones.</param>
    /// <param name="table">The square of every distance on the line.</param>
    /// <param name="squares">One square a pixel.</param>
    public static void Fill(ReadOnlySpan<byte> line, bool sitesAreForeground, ReadOnlySpan<double> table, Span<double> squares)
    {
        int Site(ReadOnlySpan<byte> pixels) => sitesAreForeground ? pixels.IndexOfAnyExcept((byte)0) : pixels.IndexOf((byte)0);
        int Gap(ReadOnlySpan<byte> pixels) => sitesAreForeground ? pixels.IndexOf((byte)0) : pixels.IndexOfAnyExcept((byte)0);

        var site = Site(line);
        if (site < 0)
        {
            squares.Fill(double.PositiveInfinity);
            return;
        }

        Descend(table, squares[..site], site);
        while (true)
        {
            // A run of sites, then the gap up to the next one: its first half is nearer to the left, its second to the right.
            var run = Gap(line[site..]);
            var end = run < 0 ? line.Length : site + run;
            squares[site..end].Clear();
            if (end == line.Length)
                return;
            var next = Site(line[end..]);
            if (next < 0)
            {
                table[1..(line.Length - end + 1)].CopyTo(squares[end..]);
                return;
            }

            site = end + next;
            var left = (next + 1) / 2;
            table[1..(left + 1)].CopyTo(squares[end..]);
            Descend(table, squares[(end + left)..site], site - end - left);
        }
    }

    /// <summary>The squares of the distances <paramref name="farthest"/> … 1.</summary>
    private static void Descend(ReadOnlySpan<double> table, Span<double> squares, int farthest)
    {
        table.Slice(1, farthest).CopyTo(squares);
        squares.Reverse();
    }
}
