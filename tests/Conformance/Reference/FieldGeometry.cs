using static TorchSharp.torch;

namespace Conformance.Reference;

/// <summary>Distances and skeletons of images [N, C, P], by trying every pixel and by the papers' own pooling.</summary>
/// <param name="space">Extent of each axis.</param>
internal sealed class FieldGeometry(long[] space)
{
    /// <summary>The distance of each pixel to the nearest pixel of the other side of 0.5; 0 everywhere if there is none.</summary>
    public Tensor ToOtherSide(Tensor images) => Each(images, (_, distance) => distance);

    /// <summary>That distance outside, 1 less it inside.</summary>
    public Tensor Signed(Tensor images) => Each(images, (isInside, distance) => isInside ? 1 - distance : distance);

    /// <summary>The soft skeleton of Shit et al. 2021, algorithm 1.</summary>
    public Tensor Skeleton(Tensor images, int iterations)
    {
        long[] padded = [.. Enumerable.Repeat(1L, 3 - space.Length), .. space];
        var image = images.reshape([images.shape[0], images.shape[1], .. padded]);
        var skeleton = (image - Opened(image)).relu();
        for (var i = 0; i < iterations; i++)
        {
            image = Eroded(image);
            var gained = (image - Opened(image)).relu();
            skeleton += (gained - (skeleton * gained)).relu();
        }

        return skeleton.reshape(images.shape);

        static Tensor Opened(Tensor image) => nn.functional.max_pool3d(Eroded(image), [3, 3, 3], [1, 1, 1], [1, 1, 1]);

        static Tensor Eroded(Tensor image) => -maximum(
            maximum(
                nn.functional.max_pool3d(-image, [3, 1, 1], [1, 1, 1], [1, 0, 0]),
                nn.functional.max_pool3d(-image, [1, 3, 1], [1, 1, 1], [0, 1, 0])),
            nn.functional.max_pool3d(-image, [1, 1, 3], [1, 1, 1], [0, 0, 1]));
    }

    private Tensor Each(Tensor images, Func<bool, double, double> value)
    {
        double[] source = [.. images.detach().to(ScalarType.Float64).contiguous().data<double>()];
        var result = new double[source.Length];
        var pixels = (int)images.shape[2];
        for (var start = 0; start < source.Length; start += pixels)
        {
            for (var i = 0; i < pixels; i++)
            {
                var isInside = source[start + i] > 0.5;
                var others = Enumerable.Range(0, pixels).Where(k => source[start + k] > 0.5 != isInside).Select(k => Distance(i, k)).ToList();
                if (others.Count > 0)
                    result[start + i] = value(isInside, others.Min());
            }
        }

        return tensor(result, images.shape, dtype: ScalarType.Float64).to(images.dtype);
    }

    private double Distance(int a, int b)
    {
        var squares = 0.0;
        for (var axis = space.Length - 1; axis >= 0; axis--)
        {
            var length = (int)space[axis];
            squares += Math.Pow((a % length) - (b % length), 2);
            (a, b) = (a / length, b / length);
        }

        return Math.Sqrt(squares);
    }
}
