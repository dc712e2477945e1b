namespace MaskSharp;

/// <summary>Where the surface of a mask runs through a box: one byte a place, nonzero on the surface.</summary>
/// <param name="Places">The map; for surface elements the code of <see cref="CornerCodeRule"/>.</param>
/// <param name="Weights">What a place of each byte weighs; null: all alike.</param>
internal sealed record MaskSurface(byte[] Places, double[]? Weights)
{
    /// <summary>The shape of a box's map: elements stand between pixels and around the outermost.</summary>
    public static int[] Shape(MaskBox box, SurfaceDefinition definition)
        => [.. box.Shape.Select(length => definition == SurfaceDefinition.SurfaceElements ? length + 1 : length)];

    /// <param name="mask">The whole mask.</param>
    /// <param name="image">Its shape and spacing.</param>
    /// <param name="box">The part that is looked at.</param>
    /// <param name="definition">What a surface is.</param>
    /// <param name="threads">At most so many threads; 0: one for each processor.</param>
    /// <param name="areas">What surface elements weigh, of <see cref="SurfaceElementAreas"/>; not looked at for boundary voxels.</param>
    public static MaskSurface Of(ReadOnlySpan<byte> mask, PixelGrid image, MaskBox box, SurfaceDefinition definition, int threads, double[]? areas = null)
    {
        var axes = image.Rank;
        var strides = new int[axes];
        var size = 1;
        for (var axis = axes - 1; axis >= 0; axis--)
        {
            strides[axis] = size;
            size = checked(size * (box.Shape[axis] + 2));
        }

        var framed = new byte[size];
        box.Copy(mask, image.Shape, framed, frame: 1);
        var shape = Shape(box, definition);
        var places = new byte[shape.Aggregate(1, (product, length) => checked(product * length))];
        if (definition == SurfaceDefinition.BoundaryVoxels)
        {
            FramedRows.Fill(framed, shape, strides, new BoundaryRule(strides), places, threads);
            return new(places, null);
        }

        FramedRows.Fill(framed, shape, strides, CornerCodeRule.Of(strides), places, threads);
        return new(places, areas);
    }

    /// <summary>The distance of every place on this surface to the nearest on another, with its weight, in the order of the map.</summary>
    public DirectedSurfaceDistances To(MaskSurface other, PixelGrid map, DistanceMeasure measure, int threads)
    {
        var distances = System.Buffers.ArrayPool<double>.Shared.Rent(map.Pixels);
        try
        {
            var isSquared = measure == DistanceMeasure.Euclidean;
            if (isSquared)
                SquaredDistances.Compute(other.Places, sitesAreForeground: true, map, distances.AsSpan(0, map.Pixels), threads, Places);
            else
                StepDistances.Compute(other.Places, map, measure, distances.AsSpan(0, map.Pixels), threads);
            return Collect(distances, isSquared);
        }
        finally
        {
            System.Buffers.ArrayPool<double>.Shared.Return(distances);
        }
    }

    private DirectedSurfaceDistances Collect(double[] distances, bool isSquared)
    {
        var count = Places.Length - Places.AsSpan().Count((byte)0);
        var (found, weights, n) = (new double[count], Weights is null ? null : new double[count], 0);
        for (var place = Next(0); place < Places.Length; place = Next(place + 1))
        {
            if (weights is not null)
                weights[n] = Weights![Places[place]];
            found[n++] = isSquared ? Math.Sqrt(distances[place]) : distances[place];
        }

        return new(found, weights);
    }

    private int Next(int place)
    {
        var next = Places.AsSpan(place).IndexOfAnyExcept((byte)0);
        return next < 0 ? Places.Length : place + next;
    }
}
