namespace MaskSharp;

/// <summary>The connected objects of a mask, such as lesions, numbered from 1 in the order of their first pixels.</summary>
public sealed class ConnectedComponents
{
    private readonly int[] _labels;

    private ConnectedComponents(int[] labels, int count)
    {
        _labels = labels;
        Count = count;
    }

    /// <summary>Number of objects.</summary>
    public int Count { get; }

    /// <summary>The object of each pixel, from 1 on, 0 for background; flat, in the mask's order.</summary>
    public ReadOnlySpan<int> Labels => _labels;

    /// <summary>Finds the objects of a mask in one pass over its pixels and a union of the neighbours that touch (Rosenfeld and Pfaltz 1966).</summary>
    /// <param name="mask">Flat in row-major order; nonzero is foreground.</param>
    /// <param name="shape">Length of each axis, slowest first; any number of axes.</param>
    /// <param name="connectivity">Which pixels belong together.</param>
    /// <returns>The number of each pixel's object, and how many there are.</returns>
    /// <exception cref="ArgumentException">The mask does not fit the shape, or the connectivity is no value of its type.</exception>
    public static ConnectedComponents Of(ReadOnlySpan<byte> mask, ReadOnlySpan<int> shape, Connectivity connectivity = Connectivity.Faces)
    {
        var grid = PixelGrid.Check(shape, default);
        grid.Require(mask.Length, nameof(mask));
        if (!Enum.IsDefined(connectivity))
            throw new ArgumentException($"connectivity = {connectivity} is no value of {nameof(Connectivity)}.", nameof(connectivity));
        var earlier = EarlierNeighbours(grid.Shape, connectivity);
        var parents = new int[mask.Length];
        var index = new int[grid.Rank];
        for (var pixel = 0; pixel < mask.Length; pixel++)
        {
            parents[pixel] = pixel;
            if (mask[pixel] != 0)
            {
                foreach (var (steps, offset) in earlier)
                {
                    if (IsInside(index, steps, grid.Shape) && mask[pixel + offset] != 0)
                        Join(parents, pixel, pixel + offset);
                }
            }

            Advance(index, grid.Shape);
        }

        return Number(mask, parents);
    }

    /// <summary>Neighbours that stand before a pixel in memory: each pair is looked at once.</summary>
    private static List<(int[] Steps, int Offset)> EarlierNeighbours(int[] shape, Connectivity connectivity)
    {
        // An earlier one lies a step back along an axis, and anywhere beside along the faster ones.
        var neighbours = new List<(int[] Steps, int Offset)>();
        List<(int[] Steps, int Offset)> beside = [(new int[shape.Length], 0)];
        var stride = 1;
        for (var axis = shape.Length - 1; axis >= 0; stride *= shape[axis--])
        {
            // Along an axis of length 1 there is none.
            if (shape[axis] == 1)
                continue;
            var back = beside.ConvertAll(from => Step(from, axis, -1, stride));
            neighbours.AddRange(back);
            if (connectivity == Connectivity.Corners)
                beside = [.. beside, .. back, .. beside.ConvertAll(from => Step(from, axis, 1, stride))];
        }

        return neighbours;
    }

    private static (int[] Steps, int Offset) Step((int[] Steps, int Offset) from, int axis, int step, int stride)
    {
        var steps = (int[])from.Steps.Clone();
        steps[axis] = step;
        return (steps, from.Offset + (step * stride));
    }

    private static bool IsInside(int[] index, int[] steps, int[] shape)
    {
        for (var axis = 0; axis < shape.Length; axis++)
        {
            if ((uint)(index[axis] + steps[axis]) >= (uint)shape[axis])
                return false;
        }

        return true;
    }

    private static void Advance(int[] index, int[] shape)
    {
        for (var axis = shape.Length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--)
            index[axis] = 0;
    }

    /// <summary>The earliest pixel of a set becomes its root, so that objects are numbered by their first pixels.</summary>
    private static void Join(int[] parents, int a, int b)
    {
        var (first, second) = (Root(parents, a), Root(parents, b));
        parents[Math.Max(first, second)] = Math.Min(first, second);
    }

    private static int Root(int[] parents, int pixel)
    {
        while (parents[pixel] != pixel)
        {
            // Half the way is cut off each time it is gone.
            parents[pixel] = parents[parents[pixel]];
            pixel = parents[pixel];
        }

        return pixel;
    }

    private static ConnectedComponents Number(ReadOnlySpan<byte> mask, int[] parents)
    {
        // A parent stands before its pixel, and has been numbered when the pixel comes.
        var count = 0;
        for (var pixel = 0; pixel < parents.Length; pixel++)
            parents[pixel] = mask[pixel] == 0 ? 0 : parents[pixel] == pixel ? ++count : parents[parents[pixel]];
        return new(parents, count);
    }
}
