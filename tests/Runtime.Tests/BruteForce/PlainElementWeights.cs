using System.Collections.Concurrent;
using System.Numerics;

namespace MaskSharp.Tests.BruteForce;

/// <summary>
/// The weight of a surface element by another way than the product's: a plane cut's area follows from how much of each face of the cube
/// lies in the foreground. Of the two bent cuts, three corners of a face and a chain of four, the published triangles are taken.
/// </summary>
internal static class PlainElementWeights
{
    private static readonly ConcurrentDictionary<string, double> _known = new();

    /// <param name="corners">Whether each corner is foreground; bit a of its index tells its side along axis a.</param>
    /// <param name="spacing">Length of the square's or cube's edges.</param>
    public static double Of(bool[] corners, double[] spacing)
        => _known.GetOrAdd($"{string.Concat(corners.Select(corner => corner ? 1 : 0))} {string.Join(' ', spacing)}", _ => Measure(corners, spacing));

    private static double Measure(bool[] corners, double[] spacing)
    {
        var count = corners.Count(corner => corner);
        var rarer = Enumerable.Range(0, corners.Length).Where(corner => corners[corner] == (count <= corners.Length / 2)).ToHashSet();
        var weight = 0.0;
        while (rarer.Count > 0)
        {
            HashSet<int> group = [rarer.First()];
            while (rarer.Where(corner => !group.Contains(corner) && group.Any(other => BitOperations.IsPow2(corner ^ other))).ToList() is { Count: > 0 } grown)
                group.UnionWith(grown);
            rarer.ExceptWith(group);
            weight += Cut(group, spacing);
        }

        return weight;
    }

    private static double Cut(HashSet<int> group, double[] spacing)
    {
        var axes = Enumerable.Range(0, spacing.Length).ToArray();
        double[] seen = [.. axes.Select(axis => Math.Abs(Side(group, axis, 0, spacing.Length) - Side(group, axis, 1, spacing.Length)))];
        if (spacing.Length == 3 && group.Count == 3)
            return new[] { [.. seen.Select(share => share > 0.5 ? 0.5 : 0)], new[] { 0.25, 0.25, 0.25 }, [0.125, 0.125, 0.125] }.Sum(triangle => Norm(triangle, spacing));
        if (spacing.Length == 3 && group.Count == 4 && !IsFlat(group) && !group.Any(corner => axes.All(axis => group.Contains(corner ^ (1 << axis)))))
        {
            // The chain's middle edge joins the two corners that have two neighbours each.
            int[] inner = [.. group.Where(corner => axes.Count(axis => group.Contains(corner ^ (1 << axis))) == 2)];
            var ends = axes.Where(axis => 1 << axis != (inner[0] ^ inner[1]));
            return Norm([0.125, 0.125, 0.125], spacing) + Norm([0.375, 0.375, 0.375], spacing)
                + ends.Sum(end => Norm([.. axes.Select(axis => axis == end ? 0 : 0.25)], spacing));
        }

        return Norm(seen, spacing);
    }

    private static bool IsFlat(HashSet<int> group)
        => Enumerable.Range(0, 3).Any(axis => group.Select(corner => corner >> axis & 1).Distinct().Count() == 1);

    /// <summary>The foreground's share of one side of the square or cube.</summary>
    private static double Side(HashSet<int> group, int axis, int side, int axes)
    {
        int[] on = [.. group.Where(corner => (corner >> axis & 1) == side)];
        if (axes == 2)
            return on.Length / 2.0;
        return on.Length switch { 0 => 0, 1 => 0.125, 2 => 0.5, 3 => 0.875, _ => 1 };
    }

    /// <summary>What shares of the sides measure together.</summary>
    private static double Norm(double[] shares, double[] spacing)
        => Math.Sqrt(shares.Select((share, axis) => share * spacing.Where((_, other) => other != axis).Aggregate(1.0, (a, b) => a * b)).Sum(part => part * part));
}
