using MaskSharp.Tests.Surfaces;

namespace MaskSharp.Tests.BruteForce;

/// <summary>
/// Thinning as Lee, Kashyap and Chu (1994) publish it, by another test than the product's: a pixel may go if the Euler number of the mask stays, which is counted
/// in corners, edges, faces and cubes, and if the pixels around it are one piece.
/// </summary>
internal static class PlainThinning
{
    private static readonly int[][] _steps = [.. Enumerable.Range(0, 27).Select(i => new[] { (i / 9) - 1, (i / 3 % 3) - 1, (i % 3) - 1 })];

    // North, south, east, west, up and down.
    private static readonly int[][] _sides = [[0, -1, 0], [0, 1, 0], [0, 0, 1], [0, 0, -1], [1, 0, 0], [-1, 0, 0]];

    // The cells of a pixel (itself, its faces, edges and corners), each with its sign and the pixels around that have it too.
    private static readonly (int Sign, int[] Sharing)[] _cells = [.. _steps.Select(cell => (
        cell.Count(step => step == 0) % 2 == 0 ? 1 : -1,
        Enumerable.Range(0, 27).Where(i => i != 13 && _steps[i].Zip(cell).All(pair => pair.First == 0 || pair.First == pair.Second)).ToArray()))];

    private static readonly int[][] _touching = [.. _steps.Select(a => Enumerable.Range(0, 27).Where(i => i != 13 && _steps[i].Zip(a).All(pair => Math.Abs(pair.First - pair.Second) <= 1)).ToArray())];

    public static byte[] Of(byte[] mask, int[] shape)
    {
        var rest = new Dictionary<(int Z, int Y, int X), int>();
        for (var pixel = 0; pixel < mask.Length; pixel++)
        {
            if (mask[pixel] != 0)
                rest[Place(pixel, shape)] = pixel;
        }

        for (var unchanged = 0; unchanged < 2 * shape.Length;)
        {
            unchanged = 0;
            foreach (var side in _sides[..(2 * shape.Length)])
            {
                var border = rest.OrderBy(pixel => pixel.Value).Select(pixel => pixel.Key).Where(place => !rest.ContainsKey(Beside(place, side))).ToList();
                var removable = border.Where(place => Around(rest, place) is var around && around.Count(isInside => isInside) > 1 && ChangeOfEuler(around) == 0 && IsOnePiece(around)).ToList();
                var removed = removable.Count(place => IsOnePiece(Around(rest, place)) && rest.Remove(place));
                unchanged += removed == 0 ? 1 : 0;
            }
        }

        var thin = new byte[mask.Length];
        foreach (var pixel in rest.Values)
            thin[pixel] = 1;
        return thin;
    }

    private static (int Z, int Y, int X) Place(int pixel, int[] shape)
    {
        int[] index = [0, .. RandomImages.Index(pixel, shape)];
        return (index[^3], index[^2], index[^1]);
    }

    private static (int Z, int Y, int X) Beside((int Z, int Y, int X) place, int[] step) => (place.Z + step[0], place.Y + step[1], place.X + step[2]);

    /// <summary>Which of the 26 pixels around are left.</summary>
    private static bool[] Around(Dictionary<(int Z, int Y, int X), int> rest, (int Z, int Y, int X) place)
        => [.. _steps.Select((step, i) => i != 13 && rest.ContainsKey(Beside(place, step)))];

    /// <summary>What the pixel adds to corners − edges + faces − cubes: its cells that no other pixel has.</summary>
    private static int ChangeOfEuler(bool[] around) => _cells.Sum(cell => cell.Sharing.Any(i => around[i]) ? 0 : cell.Sign);

    private static bool IsOnePiece(bool[] around)
    {
        var piece = new List<int>();
        for (var next = -1; next < piece.Count; next++)
        {
            if (next < 0)
                piece.AddRange(Enumerable.Range(0, 27).Where(i => around[i]).Take(1));
            else
                piece.AddRange(_touching[piece[next]].Where(i => around[i] && !piece.Contains(i)).ToList());
        }

        return piece.Count > 0 && piece.Count == around.Count(isInside => isInside);
    }
}
