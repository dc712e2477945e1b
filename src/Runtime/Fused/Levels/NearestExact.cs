using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>
/// Resizes labels to another resolution by taking the value at each new pixel's centre: index ⌊(i + ½)·from/to⌋, torch's
/// <c>nearest-exact</c>. It works for every dtype and keeps it, makes no new value, and never looks at data, so that no device is
/// waited for.
/// </summary>
internal static class NearestExact
{
    /// <summary>
    /// The last dimensions of <paramref name="labels"/> at the sizes <paramref name="space"/>. A dimension that has the size already,
    /// or has size 1 and broadcasts, stays as it is.
    /// </summary>
    public static Tensor Resize(Tensor labels, ReadOnlySpan<long> space)
    {
        var result = labels;
        for (var back = 1; back <= space.Length && back <= labels.Dimensions; back++)
            result = ResizeOne(result, (int)labels.Dimensions - back, space[^back]);
        return result;
    }

    private static Tensor ResizeOne(Tensor labels, int dimension, long to)
    {
        var shape = labels.shape;
        var from = shape[dimension];
        if (from == to || from == 1 || to == 0)
            return labels;
        if (from % to == 0)
            return labels.slice(dimension, from / to / 2, from, from / to);

        // The numerators stay whole: (i + ½)·from/to is (2i + 1)·from / 2to.
        var places = arange(to, dtype: ScalarType.Int64, device: labels.device);
        var doubled = places + places;
        var numerators = (doubled + ones_like(places)) * full_like(places, Constant.Of(from));
        var indices = numerators.div(full_like(places, Constant.Of(2 * to)), RoundingMode.floor);
        var view = new long[shape.Length];
        Array.Fill(view, 1);
        view[dimension] = to;
        shape[dimension] = to;
        return labels.gather(dimension, indices.reshape(view).expand(shape));
    }
}
