using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>
/// The soft skeleton of Shit et al. 2021, algorithm 1: what opening takes away from the image and from each of its erosions, put together.
/// Erosion is the minimum over a pixel and its neighbours along each axis, dilation the maximum over the square or cube around it.
/// </summary>
internal static class SoftSkeleton
{
    /// <summary>The skeleton of images [N, C, P] with values from 0 to 1.</summary>
    public static Tensor Of(Tensor images, long[] space, int iterations)
    {
        var axes = NeighbourAxis.Of(images.shape, space);
        var image = images.contiguous();
        var eroded = Eroded(image, axes);
        var skeleton = TensorFormulas.Positive(image - Dilated(eroded, axes));
        for (var i = 0; i < iterations; i++)
        {
            image = eroded;
            eroded = Eroded(image, axes);
            var gained = TensorFormulas.Positive(image - Dilated(eroded, axes));
            skeleton += TensorFormulas.Positive(gained - (skeleton * gained));
        }

        return skeleton;
    }

    private static Tensor Eroded(Tensor image, IReadOnlyList<NeighbourAxis> axes) => NeighbourFunction.Of(image, new(IsLeast: true, axes));

    private static Tensor Dilated(Tensor image, IReadOnlyList<NeighbourAxis> axes)
        => axes.Aggregate(image, (dilated, axis) => NeighbourFunction.Of(dilated, new(IsLeast: false, [axis])));
}
