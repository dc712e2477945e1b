using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>Extremes of neighbourhoods by torch operations that exist on every device, the meta device included.</summary>
internal static class NeighbourTensors
{
    public static Tensor Value(Tensor image, NeighbourCall call)
    {
        var value = image;
        foreach (var axis in call.Axes)
        {
            var (all, from) = (axis.Length, image.reshape(axis.Outer, axis.Length, axis.Inner));
            var into = value.reshape(axis.Outer, axis.Length, axis.Inner);
            into = cat([into.narrow(1, 0, 1), Extreme(into.narrow(1, 1, all - 1), from.narrow(1, 0, all - 1))], 1);
            into = cat([Extreme(into.narrow(1, 0, all - 1), from.narrow(1, 1, all - 1)), into.narrow(1, all - 1, 1)], 1);
            value = into.reshape(image.shape);
        }

        return value;

        Tensor Extreme(Tensor a, Tensor b) => call.IsLeast ? minimum(a, b) : maximum(a, b);
    }

    /// <summary>Hands each pixel's gradient to the first of its neighbourhood that has the extreme, beginning with itself.</summary>
    public static Tensor Gradient(Tensor image, Tensor value, Tensor upstream, NeighbourCall call)
    {
        var (source, extreme) = (image.detach(), value.detach());
        var own = upstream * source.eq(extreme).to(upstream.dtype);
        var (gradient, rest) = (own, upstream - own);
        foreach (var axis in call.Axes)
        {
            foreach (var isBefore in new[] { true, false })
            {
                // The neighbour lies one place before or behind the pixel.
                var (neighbour, pixel) = isBefore ? (0, 1) : (1, 0);
                var isIt = Part(source, neighbour).eq(Part(extreme, pixel)).to(upstream.dtype);
                var share = Part(rest, pixel) * isIt;
                gradient += Placed(share, neighbour);
                rest -= Placed(share, pixel);
            }

            Tensor Part(Tensor values, long start) => values.reshape(axis.Outer, axis.Length, axis.Inner).narrow(1, start, axis.Length - 1);

            Tensor Placed(Tensor part, int start)
            {
                var empty = zeros([axis.Outer, 1, axis.Inner], part.dtype, part.device);
                return (start == 0 ? cat([part, empty], 1) : cat([empty, part], 1)).reshape(image.shape);
            }
        }

        return gradient;
    }
}
