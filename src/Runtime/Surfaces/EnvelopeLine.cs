namespace MaskSharp;

/// <summary>Working memory of one line's lower envelope, used for one line after the other.</summary>
internal sealed class EnvelopeLine(int length, AxisTable table)
{
    // The parabolas of the envelope so far, left to right: where each stands, its height there, and from where on it is lowest.
    private readonly int[] _places = new int[length];
    private readonly double[] _heights = new double[length];
    private readonly double[] _starts = new double[length];

    /// <summary>Replaces a line's squares by its lower envelope.</summary>
    /// <param name="squares">Holds the line.</param>
    /// <param name="first">Where the line begins.</param>
    /// <param name="stride">Distance of its pixels.</param>
    public void Replace(double[] squares, int first, int stride)
    {
        var count = Build(squares, first, stride);
        if (count == 0)
            return;
        var (squaresByDistance, q) = (table.Squares, 0);
        for (var k = 0; k < count; k++)
        {
            // The last pixel that this parabola is lowest at; the next one may start between two pixels.
            var end = k + 1 < count ? Math.Min((int)_starts[k + 1], length - 1) : length - 1;
            var (place, height) = (_places[k], _heights[k]);
            for (; q <= end; q++)
                squares[first + (q * stride)] = height + squaresByDistance[Math.Abs(q - place)];
        }
    }

    private int Build(double[] squares, int first, int stride)
    {
        var (squaresByDistance, reciprocals) = (table.Squares, table.Reciprocals);
        var (places, heights, starts) = (_places, _heights, _starts);
        var count = 0;
        for (var q = 0; q < length; q++)
        {
            var height = squares[first + (q * stride)];
            if (double.IsPositiveInfinity(height))
                continue;
            var start = 0.0;
            while (count > 0)
            {
                // Where the two parabolas meet: from there on the new one is lower.
                var place = places[count - 1];
                start = (height + squaresByDistance[q] - heights[count - 1] - squaresByDistance[place]) * reciprocals[q - place];
                if (start > starts[count - 1])
                    break;
                count--;
            }

            // One that starts before the line hides all earlier ones on it; one that starts at its end is lowest nowhere on it.
            if (count == 0 || start < 0)
                (count, start) = (0, double.NegativeInfinity);
            else if (start >= length - 1)
                continue;
            (places[count], heights[count], starts[count]) = (q, height, start);
            count++;
        }

        return count;
    }
}
