using MaskSharp.Tests.Surfaces;

namespace MaskSharp.Tests.BruteForce;

/// <summary>Surface scores the plainest way: lists of points, every pair measured.</summary>
internal static class PlainSurface
{
    public sealed record Element(int[] Place, double Weight);

    /// <summary>Foreground pixels with something else than foreground beside them along an axis.</summary>
    public static List<Element> Boundary(byte[] mask, int[] shape)
        => [.. Enumerable.Range(0, mask.Length)
            .Where(pixel => mask[pixel] != 0 && Neighbours(RandomImages.Index(pixel, shape)).Any(beside => !IsForeground(mask, shape, beside)))
            .Select(pixel => new Element(RandomImages.Index(pixel, shape), 1))];

    /// <summary>Places between pixels of which some are foreground and some are not, each at its own weight.</summary>
    public static List<Element> Between(byte[] mask, int[] shape, Func<bool[], double> weight)
    {
        var larger = shape.Select(length => length + 1).ToArray();
        var elements = new List<Element>();
        for (var place = 0; place < larger.Aggregate(1, (a, b) => a * b); place++)
        {
            var index = RandomImages.Index(place, larger);
            var corners = new bool[1 << shape.Length];
            for (var corner = 0; corner < corners.Length; corner++)
                corners[corner] = IsForeground(mask, shape, [.. index.Select((i, axis) => i - (corner >> axis & 1))]);
            if (corners.Distinct().Count() == 2)
                elements.Add(new(index, weight(corners)));
        }

        return elements;
    }

    /// <summary>How far each element of a surface is from the nearest of another; +∞ where there is none.</summary>
    public static (double Distance, double Weight)[] Distances(List<Element> from, List<Element> to, Func<int[], int[], double> distance)
        => [.. from.Select(element => (to.Select(other => distance(element.Place, other.Place)).DefaultIfEmpty(double.PositiveInfinity).Min(), element.Weight))];

    private static IEnumerable<int[]> Neighbours(int[] index)
    {
        for (var axis = 0; axis < index.Length; axis++)
        {
            foreach (var step in new[] { -1, 1 })
            {
                var beside = (int[])index.Clone();
                beside[axis] += step;
                yield return beside;
            }
        }
    }

    private static bool IsForeground(byte[] mask, int[] shape, int[] index)
    {
        var pixel = 0;
        for (var axis = 0; axis < shape.Length; axis++)
        {
            if (index[axis] < 0 || index[axis] >= shape[axis])
                return false;
            pixel = (pixel * shape[axis]) + index[axis];
        }

        return mask[pixel] != 0;
    }
}
