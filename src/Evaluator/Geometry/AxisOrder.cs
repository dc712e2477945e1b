using MaskSharp.Evaluator.Formats;

namespace MaskSharp.Evaluator.Geometry;

/// <summary>How one volume's axes run along another's: the same places, stored in another order.</summary>
/// <param name="axes">For each axis of the one (columns, rows, planes) the axis of the other.</param>
/// <param name="flips">For each axis of the one whether it runs the other way.</param>
internal readonly struct AxisOrder(int[] axes, bool[] flips)
{
    /// <summary>Both are stored in the same order.</summary>
    public static readonly AxisOrder Same = new([0, 1, 2], new bool[3]);

    public bool IsSame => axes is [0, 1, 2] && !flips.Contains(true);

    public int Axis(int i) => axes[i];

    public bool IsFlipped(int i) => flips[i];

    /// <summary>The image in the other's order.</summary>
    /// <param name="image">The image as it is stored.</param>
    /// <param name="shape">The other's shape.</param>
    /// <param name="geometry">The other's place in space.</param>
    public MaskImage Apply(MaskImage image, MaskShape shape, MaskGeometry? geometry)
    {
        var turned = image.IsReal ? MaskImage.OfReal(shape, image.Precision, geometry) : MaskImage.OfWhole(shape, image.Maximum, image.IsPalette, geometry: geometry);
        int[] sides = [image.Shape.Width, image.Shape.Height, image.Shape.Depth];
        int[] strides = [1, shape.Width, shape.Width * shape.Height];
        var start = 0;
        var steps = new int[3];
        for (var i = 0; i < 3; i++)
        {
            steps[i] = flips[i] ? -strides[axes[i]] : strides[axes[i]];
            if (flips[i]) start += (sides[i] - 1) * strides[axes[i]];
        }
        if (image.IsReal) Copy<double>(image.Real, turned.Real, sides, steps, start);
        else Copy<int>(image.Whole, turned.Whole, sides, steps, start);
        return turned;
    }

    private static void Copy<T>(ReadOnlySpan<T> from, Span<T> to, int[] sides, int[] steps, int start)
    {
        var at = 0;
        for (var z = 0; z < sides[2]; z++)
        {
            for (var y = 0; y < sides[1]; y++)
            {
                var target = start + z * steps[2] + y * steps[1];
                for (var x = 0; x < sides[0]; x++, target += steps[0]) to[target] = from[at++];
            }
        }
    }
}
