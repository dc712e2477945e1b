using System.Numerics;

namespace MaskSharp;

/// <summary>
/// Length (2-D) or area (3-D) of the surface between the foreground and background pixels around a place, by code of
/// <see cref="CornerCodeRule"/>: marching squares and marching cubes (Lorensen and Cline 1987) through the middles of the edges.
/// </summary>
/// <remarks>
/// Foreground corners that touch only by a face's or the cube's diagonal are cut off one by one, and foreground and background
/// are alike: this is the choice of the published tables (Nikolov et al. 2018), here from their geometry.
/// </remarks>
internal static class SurfaceElementAreas
{
    // An axis is the bit of a corner's number that tells its side.
    private static readonly int[] _axes = [4, 2, 1];

    public static double[] Of(double[] spacing)
        => [.. Enumerable.Range(0, 1 << (1 << spacing.Length)).Select(code => spacing.Length == 2 ? Length(code, spacing) : Area(code, spacing))];

    private static double Length(int code, double[] spacing)
    {
        var halfDiagonal = 0.5 * Math.Sqrt((spacing[0] * spacing[0]) + (spacing[1] * spacing[1]));
        return code switch
        {
            0 or 0b1111 => 0,

            // One row of the two, one column of the two, one diagonal: the last are two corners cut off.
            0b0011 or 0b1100 => spacing[1],
            0b0101 or 0b1010 => spacing[0],
            0b0110 or 0b1001 => 2 * halfDiagonal,
            _ => halfDiagonal,
        };
    }

    private static double Area(int code, double[] spacing)
    {
        // The rarer side's corners are those that are cut off.
        var corners = BitOperations.PopCount((uint)code) > 4 ? ~code & 0xFF : code;
        var area = 0.0;
        while (corners != 0)
        {
            var group = Connected(corners);
            corners &= ~group;
            foreach (var (x, y, z) in Triangles(group))
                area += TriangleArea(x, y, z, spacing);
        }

        return area;
    }

    /// <summary>The lowest corner and those that edges of the cube connect to it within the set.</summary>
    private static int Connected(int corners)
    {
        var group = corners & -corners;
        while (true)
        {
            var grown = (group | Beside(group, 4) | Beside(group, 2) | Beside(group, 1)) & corners;
            if (grown == group)
                return group;
            group = grown;
        }
    }

    /// <summary>The corners one edge away along an axis: 4 for the first, 2 for the second, 1 for the third.</summary>
    private static int Beside(int group, int axis)
    {
        var moved = 0;
        for (var corner = 0; corner < 8; corner++)
            moved |= (group >> corner & 1) << (corner ^ axis);
        return moved;
    }

    /// <summary>
    /// The triangles that cut a connected group of at most four corners off the cube: the area of each seen along the three axes, in
    /// eighths of a face.
    /// </summary>
    private static (int X, int Y, int Z)[] Triangles(int group)
    {
        // How many edges the group has along each axis tells its form.
        var (x, y, z) = (Edges(group, 4), Edges(group, 2), Edges(group, 1));
        (int X, int Y, int Z) Seen(Func<int, int> value) => (value(x), value(y), value(z));
        switch (BitOperations.PopCount((uint)group), x + y + z)
        {
            case (1, _):
                return [(1, 1, 1)];

            // An edge: a slanted rectangle, not seen along the edge.
            case (2, _):
                return [Seen(edges => edges > 0 ? 0 : 2), Seen(edges => edges > 0 ? 0 : 2)];

            // Three corners of a face: a pentagon.
            case (3, _):
                return [Seen(edges => edges > 0 ? 0 : 4), (2, 2, 2), (1, 1, 1)];

            // A face: a parallel rectangle.
            case (4, 4):
                return [Seen(edges => edges > 0 ? 0 : 4), Seen(edges => edges > 0 ? 0 : 4)];

            // A corner and its three neighbours: a plane hexagon.
            case (4, _) when HasCentre(group):
                return [(1, 1, 1), (2, 2, 2), (2, 2, 2), (1, 1, 1)];

            // A chain along three axes: a bent hexagon, with a triangle not seen along each of the chain's ends.
            default:
                var middle = MiddleAxis(group);
                return [(1, 1, 1), (3, 3, 3), .. _axes.Where(end => end != middle).Select(end => (end == 4 ? 0 : 2, end == 2 ? 0 : 2, end == 1 ? 0 : 2))];
        }
    }

    private static int Edges(int group, int axis) => BitOperations.PopCount((uint)(group & Beside(group, axis))) / 2;

    private static bool HasCentre(int group)
        => (group & Beside(group, 4) & Beside(group, 2) & Beside(group, 1)) != 0;

    /// <summary>The axis of a chain's middle edge, whose two corners both have another neighbour.</summary>
    private static int MiddleAxis(int group)
    {
        int Inner(int axis, int other, int another) => group & Beside(group, axis) & (Beside(group, other) | Beside(group, another));
        return BitOperations.PopCount((uint)Inner(4, 2, 1)) == 2 ? 4 : BitOperations.PopCount((uint)Inner(2, 4, 1)) == 2 ? 2 : 1;
    }

    private static double TriangleArea(int x, int y, int z, double[] spacing)
    {
        var (a, b, c) = (x / 8.0 * spacing[1] * spacing[2], y / 8.0 * spacing[0] * spacing[2], z / 8.0 * spacing[0] * spacing[1]);
        return Math.Sqrt((a * a) + (b * b) + (c * c));
    }
}
