namespace MaskSharp.Evaluator.Models.Inference;

/// <summary>Resizes images along their axes: linear between the centres of pixels, as PyTorch's interpolate with align_corners=False.</summary>
internal static class Resampling
{
    /// <summary>Resizes by linear interpolation.</summary>
    /// <param name="values">[channels, …].</param>
    /// <param name="channels">Number of channels.</param>
    /// <param name="from">Sizes of the spatial axes.</param>
    /// <param name="to">Sizes to be.</param>
    public static float[] Linear(float[] values, int channels, IReadOnlyList<int> from, IReadOnlyList<int> to) => Along(values, channels, from, to, Blend);

    /// <summary>Takes the nearest value, for labels.</summary>
    public static float[] Nearest(float[] values, int channels, IReadOnlyList<int> from, IReadOnlyList<int> to) => Along(values, channels, from, to, Pick);

    private static void Blend(float[] source, float[] target, int outer, int from, int to, int inner)
    {
        var scale = (double)from / to;
        for (var k = 0; k < to; k++)
        {
            var at = Math.Max(0, (k + 0.5) * scale - 0.5);
            var low = Math.Min((int)at, from - 1);
            var high = Math.Min(low + 1, from - 1);
            var weight = (float)(at - low);
            for (var o = 0; o < outer; o++)
            {
                var below = source.AsSpan((o * from + low) * inner, inner);
                var above = source.AsSpan((o * from + high) * inner, inner);
                var result = target.AsSpan((o * to + k) * inner, inner);
                for (var i = 0; i < inner; i++) result[i] = below[i] + weight * (above[i] - below[i]);
            }
        }
    }

    private static void Pick(float[] source, float[] target, int outer, int from, int to, int inner)
    {
        for (var k = 0; k < to; k++)
        {
            var at = Math.Min((int)((k + 0.5) * from / to), from - 1);
            for (var o = 0; o < outer; o++) source.AsSpan((o * from + at) * inner, inner).CopyTo(target.AsSpan((o * to + k) * inner));
        }
    }

    // One axis after the other: the values before the axis are its outer, those behind it its inner ones.
    private static float[] Along(float[] values, int channels, IReadOnlyList<int> from, IReadOnlyList<int> to, Action<float[], float[], int, int, int, int> step)
    {
        var sizes = from.ToArray();
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            if (sizes[axis] == to[axis]) continue;
            var outer = sizes.Take(axis).Aggregate(channels, (product, size) => product * size);
            var inner = sizes.Skip(axis + 1).Aggregate(1, (product, size) => product * size);
            var target = new float[outer * to[axis] * inner];
            step(values, target, outer, sizes[axis], to[axis], inner);
            (values, sizes[axis]) = (target, to[axis]);
        }
        return values;
    }
}
