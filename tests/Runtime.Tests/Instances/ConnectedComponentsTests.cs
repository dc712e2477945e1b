using MaskSharp.Tests.Surfaces;

namespace MaskSharp.Tests.Instances;

public class ConnectedComponentsTests
{
    [Theory]
    [InlineData(Connectivity.Faces)]
    [InlineData(Connectivity.Corners)]
    public void Objects_are_those_of_a_flood_fill(Connectivity connectivity)
    {
        var random = new Random(31);
        for (var run = 0; run < 400; run++)
        {
            var shape = RandomImages.Shape(random, 1 + (run % 4));
            var mask = RandomImages.Mask(random, shape);
            var components = ConnectedComponents.Of(mask, shape, connectivity);
            var (labels, count) = FloodFill(mask, shape, connectivity);
            Assert.Equal(labels, components.Labels.ToArray());
            Assert.Equal(count, components.Count);
        }
    }

    [Fact]
    public void Corners_join_what_faces_part()
    {
        byte[] diagonal = [1, 0, 0, 1];
        Assert.Equal(2, ConnectedComponents.Of(diagonal, [2, 2]).Count);
        Assert.Equal(1, ConnectedComponents.Of(diagonal, [2, 2], Connectivity.Corners).Count);
        Assert.Throws<ArgumentException>(() => ConnectedComponents.Of(diagonal, [2, 3]));
        Assert.Throws<ArgumentException>(() => ConnectedComponents.Of(diagonal, [2, 2], (Connectivity)7));
    }

    [Fact]
    public void Axes_of_length_1_cost_nothing()
    {
        int[] shape = [.. Enumerable.Repeat(1, 30), 2, .. Enumerable.Repeat(1, 30), 2];
        Assert.Equal(1, ConnectedComponents.Of([1, 0, 0, 1], shape, Connectivity.Corners).Count);
        Assert.Equal(2, ConnectedComponents.Of([1, 0, 0, 1], shape).Count);
    }

    [Fact]
    public void A_shape_of_too_many_pixels_is_named()
    {
        var error = Assert.Throws<ArgumentException>(() => ConnectedComponents.Of([1], [100_000, 100_000]));
        Assert.Contains("shape [100000, 100000] has more than 2147483647 pixels", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, ConnectedComponents.Of([], [100_000, 100_000, 0]).Count);
    }

    private static (int[] Labels, int Count) FloodFill(byte[] mask, int[] shape, Connectivity connectivity)
    {
        var (labels, count) = (new int[mask.Length], 0);
        for (var start = 0; start < mask.Length; start++)
        {
            if (mask[start] == 0 || labels[start] != 0)
                continue;
            var waiting = new Stack<int>([start]);
            labels[start] = ++count;
            while (waiting.TryPop(out var pixel))
            {
                var index = RandomImages.Index(pixel, shape);
                for (var other = 0; other < mask.Length; other++)
                {
                    var steps = index.Zip(RandomImages.Index(other, shape), (a, b) => Math.Abs(a - b)).ToArray();
                    if (mask[other] != 0 && labels[other] == 0 && (connectivity == Connectivity.Faces ? steps.Sum() == 1 : steps.Max() == 1))
                    {
                        labels[other] = count;
                        waiting.Push(other);
                    }
                }
            }
        }

        return (labels, count);
    }
}
