namespace MaskSharp.Fused;

/// <summary>An axis of space of a contiguous tensor seen as [outer, length, inner].</summary>
internal readonly record struct NeighbourAxis(long Outer, long Length, long Inner)
{
    /// <summary>The axes of tensors [N, C, P] that are longer than one pixel.</summary>
    public static IReadOnlyList<NeighbourAxis> Of(long[] shape, long[] space)
    {
        var axes = new List<NeighbourAxis>();
        var inner = 1L;
        var all = shape[0] * shape[1] * shape[2];
        for (var axis = space.Length - 1; axis >= 0; axis--)
        {
            if (space[axis] > 1)
                axes.Add(new(all / space[axis] / inner, space[axis], inner));
            inner *= space[axis];
        }

        return axes;
    }
}
