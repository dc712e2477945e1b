using TorchSharp;
using static TorchSharp.torch;

namespace MaskSharp.Tests.Fused;

/// <summary>Signed distance maps: positive outside, 0 on the class's border pixels, negative inside.</summary>
public class BoundaryMapsTests
{
    [Fact]
    public void A_square_has_the_distances_of_Kervadec()
    {
        using var scope = NewDisposeScope();
        var target = zeros(1, 1, 5, 7, ScalarType.Int64);
        target[.., .., 1..4, 1..5] = 1;

        var map = BoundaryMaps.SignedDistance(target);

        Assert.Equal(ScalarType.Float32, map.dtype);
        Assert.Equal(target.shape, map.shape);
        Assert.Equal([1.414214f, 1, 1, 1, 1, 1.414214f, 2.236068f], Row(map, 0), new Near());
        Assert.Equal([1f, 0, 0, 0, 0, 1, 2], Row(map, 1), new Near());
        Assert.Equal([1f, 0, -1, -1, 0, 1, 2], Row(map, 2), new Near());
    }

    [Fact]
    public void Spacing_is_the_unit_of_the_map()
    {
        using var scope = NewDisposeScope();
        var target = tensor(new long[] { 0, 0, 1, 1, 1, 0 }).reshape(1, 1, 6).expand(1, 3, 6).contiguous();

        var map = BoundaryMaps.SignedDistance(target, spacing: [5, 0.5]);

        Assert.Equal([1f, 0.5f, 0, -0.5f, 0, 0.5f], map[0, 1].data<float>().ToArray());
    }

    [Fact]
    public void Indices_and_a_value_for_each_class_give_the_same()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var indices = randint(3, [2, 6, 5]);
        var values = nn.functional.one_hot(indices, 3).permute(0, 3, 1, 2);

        var expected = BoundaryMaps.SignedDistance(values.contiguous(), classes: 3);

        Assert.Equal([2L, 3, 6, 5], expected.shape);
        Assert.True(BoundaryMaps.SignedDistance(indices, classes: 3).equal(expected).all().ToBoolean());
        Assert.True(BoundaryMaps.SignedDistance(indices.unsqueeze(1).to(ScalarType.Byte), classes: 3).equal(expected).all().ToBoolean());
        Assert.True(BoundaryMaps.SignedDistance(indices.eq(1))[.., ..].equal(expected[.., 1]).all().ToBoolean());
    }

    [Fact]
    public void A_class_without_border_has_a_map_of_zeros()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(0, BoundaryMaps.SignedDistance(zeros(2, 4, 4)).abs().sum().ToSingle());
        Assert.Equal(0, BoundaryMaps.SignedDistance(ones(2, 4, 4)).abs().sum().ToSingle());
    }

    [Fact]
    public void Ignored_pixels_are_background()
    {
        using var scope = NewDisposeScope();
        var target = tensor(new long[] { 1, 1, 255, 255, 0, 0 }).reshape(1, 6);
        var plain = tensor(new long[] { 1, 1, 0, 0, 0, 0 }).reshape(1, 6);
        var mask = target.ne(255);

        var expected = BoundaryMaps.SignedDistance(plain);

        Assert.True(BoundaryMaps.SignedDistance(target, ignoreIndex: 255).equal(expected).all().ToBoolean());
        Assert.True(BoundaryMaps.SignedDistance(target.clamp(0, 1), mask: mask).equal(expected).all().ToBoolean());
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        using var scope = NewDisposeScope();
        var target = zeros(1, 4, 4, ScalarType.Int64);
        Assert.ThrowsAny<ArgumentException>(() => BoundaryMaps.SignedDistance(null!));
        Assert.ThrowsAny<ArgumentException>(() => BoundaryMaps.SignedDistance(target, classes: 0));
        Assert.ThrowsAny<ArgumentException>(() => BoundaryMaps.SignedDistance(target, spacing: [1]));
        Assert.ThrowsAny<ArgumentException>(() => BoundaryMaps.SignedDistance(target, spacing: [1, 0]));
        Assert.ThrowsAny<ArgumentException>(() => BoundaryMaps.SignedDistance(target + 7, classes: 3));
        Assert.ThrowsAny<ArgumentException>(() => BoundaryMaps.SignedDistance(zeros(0, 4, 4)));
        Assert.ThrowsAny<ArgumentException>(() => BoundaryMaps.SignedDistance(zeros([])));
        Assert.ThrowsAny<ArgumentException>(() => BoundaryMaps.SignedDistance(zeros(1, 4, 4, device: META)));
    }

    private static float[] Row(Tensor map, int row) => map[0, 0, row].data<float>().ToArray();

    private sealed class Near : IEqualityComparer<float>
    {
        public bool Equals(float x, float y) => MathF.Abs(x - y) < 1e-5f;

        public int GetHashCode(float obj) => 0;
    }
}
