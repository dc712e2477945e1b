namespace MaskSharp;

/// <summary>The centre lines of a mask: thin, and joined and holed as the mask is.</summary>
/// <remarks>
/// Layer by layer, from each side in turn (four in 2-D, six in 3-D), pixels are taken away whose removal changes neither the pieces nor the holes
/// of the mask and that are no end of a line (Lee, Kashyap and Chu 1994).
/// </remarks>
public static class Skeleton
{
    private const int Cube = 27;
    private const int Centre = 13;

    // One step in depth, in height and in width; those within a slice come first.
    private static readonly (int Z, int Y, int X)[] _sides = [(0, -1, 0), (0, 1, 0), (0, 0, 1), (0, 0, -1), (1, 0, 0), (-1, 0, 0)];

    private static readonly int[][] _touching = Neighbours((z, y, x) => Math.Max(Math.Max(z, y), x) == 1);
    private static readonly int[][] _beside = Neighbours((z, y, x) => z + y + x == 1);

    /// <summary>Thins a mask.</summary>
    /// <param name="mask">Flat in row-major order; nonzero is foreground.</param>
    /// <param name="shape">Length of each of 2 or 3 axes, slowest first.</param>
    /// <returns>1 on the centre lines, 0 elsewhere; flat, in the mask's order.</returns>
    /// <exception cref="ArgumentException">The shape has neither 2 nor 3 axes, or the mask does not fit it.</exception>
    public static byte[] Of(ReadOnlySpan<byte> mask, ReadOnlySpan<int> shape) => Of(mask, shape, nameof(mask));

    /// <summary>Thins a mask that errors call by another name.</summary>
    internal static byte[] Of(ReadOnlySpan<byte> mask, ReadOnlySpan<int> shape, string name)
    {
        if (shape.Length is not (2 or 3))
            throw new ArgumentException($"shape has {shape.Length} axes; centre lines are those of 2-D and 3-D masks.", nameof(shape));
        PixelGrid.Check(shape, default).Require(mask.Length, name);
        int[] volume = shape.Length == 2 ? [1, .. shape] : [.. shape];

        // A frame of background, so that every pixel has all its neighbours.
        var (height, width) = (volume[1] + 2, volume[2] + 2);
        var framed = new byte[(volume[0] + 2) * height * width];
        int Place(int pixel) => (((pixel / volume[2] / volume[1]) + 1) * height * width) + (((pixel / volume[2] % volume[1]) + 1) * width) + (pixel % volume[2]) + 1;
        for (var pixel = 0; pixel < mask.Length; pixel++)
            framed[Place(pixel)] = mask[pixel] != 0 ? (byte)1 : (byte)0;
        Thin(framed, height * width, width, sides: 2 * shape.Length);

        var skeleton = new byte[mask.Length];
        for (var pixel = 0; pixel < skeleton.Length; pixel++)
            skeleton[pixel] = framed[Place(pixel)];
        return skeleton;
    }

    private static void Thin(byte[] framed, int slice, int row, int sides)
    {
        var offsets = new int[Cube];
        for (var i = 0; i < Cube; i++)
            offsets[i] = (((i / 9) - 1) * slice) + (((i / 3 % 3) - 1) * row) + (i % 3) - 1;
        var around = new byte[Cube];
        void Look(int place)
        {
            for (var i = 0; i < Cube; i++)
                around[i] = framed[place + offsets[i]];
        }

        for (var unchanged = 0; unchanged < sides;)
        {
            unchanged = 0;
            foreach (var (z, y, x) in _sides[..sides])
            {
                var side = (z * slice) + (y * row) + x;
                var removable = new List<int>();
                for (var place = 0; place < framed.Length; place++)
                {
                    if (framed[place] == 0 || framed[place + side] != 0)
                        continue;
                    Look(place);
                    if (!IsEnd(around) && KeepsPieces(around) && KeepsHoles(around))
                        removable.Add(place);
                }

                // One after the other, because each removal may make the next one count.
                var removed = 0;
                foreach (var place in removable)
                {
                    Look(place);
                    if (!KeepsPieces(around))
                        continue;
                    framed[place] = 0;
                    removed++;
                }

                unchanged += removed == 0 ? 1 : 0;
            }
        }
    }

    /// <summary>One neighbour alone: the end of a line.</summary>
    private static bool IsEnd(byte[] around) => around.Sum(pixel => pixel) == 2;

    /// <summary>The foreground around is one piece without the pixel too.</summary>
    private static bool KeepsPieces(byte[] around) => Pieces(around, foreground: 1, _touching, _ => true, _ => true) == 1;

    /// <summary>The background beside the pixel is one piece, seen within what shares an edge with it: its removal opens and fills no hole.</summary>
    private static bool KeepsHoles(byte[] around) => Pieces(around, foreground: 0, _beside, IsNear, place => Steps(place) == 1) == 1;

    private static bool IsNear(int place) => Steps(place) <= 2;

    /// <summary>Connected pieces of the pixels around the centre that hold at least one of those that count.</summary>
    private static int Pieces(byte[] around, byte foreground, int[][] neighbours, Func<int, bool> belongs, Func<int, bool> counts)
    {
        Span<bool> seen = stackalloc bool[Cube];
        Span<int> waiting = stackalloc int[Cube];
        var pieces = 0;
        for (var start = 0; start < Cube; start++)
        {
            if (start == Centre || seen[start] || around[start] != foreground || !belongs(start) || !counts(start))
                continue;
            pieces++;
            seen[start] = true;
            waiting[0] = start;
            for (var count = 1; count > 0;)
            {
                foreach (var next in neighbours[waiting[--count]])
                {
                    if (next == Centre || seen[next] || around[next] != foreground || !belongs(next))
                        continue;
                    seen[next] = true;
                    waiting[count++] = next;
                }
            }
        }

        return pieces;
    }

    /// <summary>Axes along which a place of the cube is off its centre.</summary>
    private static int Steps(int place) => (place / 9 != 1 ? 1 : 0) + (place / 3 % 3 != 1 ? 1 : 0) + (place % 3 != 1 ? 1 : 0);

    private static int[][] Neighbours(Func<int, int, int, bool> isNeighbour)
        => [.. Enumerable.Range(0, Cube).Select(a => Enumerable.Range(0, Cube)
            .Where(b => isNeighbour(Math.Abs((a / 9) - (b / 9)), Math.Abs((a / 3 % 3) - (b / 3 % 3)), Math.Abs((a % 3) - (b % 3))))
            .ToArray())];
}
