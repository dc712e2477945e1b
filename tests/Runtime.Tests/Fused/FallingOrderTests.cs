using MaskSharp.Fused;

namespace MaskSharp.Tests.Fused;

/// <summary>The ranking of pixels: falling, stable, for every positive number and on either side of the switch to a radix sort.</summary>
public class FallingOrderTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(2047)]
    [InlineData(2048)]
    [InlineData(50_000)]
    public void Numbers_fall_and_equal_ones_keep_their_places(int count)
    {
        var random = new Random(count);
        float[] numbers = [.. Enumerable.Range(0, count).Select(_ => random.Next(4) switch
        {
            0 => float.Epsilon * (1 + random.Next(3)),
            1 => (1 + random.Next(20)) / 16f,
            2 => float.MaxValue / (1 + random.Next(9)),
            _ => random.NextSingle() + 1e-30f,
        })];
        if (count > 2)
            numbers[2] = float.PositiveInfinity;
        int[] expected = [.. Enumerable.Range(0, count).OrderByDescending(i => numbers[i])];

        Assert.Equal(expected, Sorted(numbers));
        Assert.Equal(expected, Sorted<double>([.. numbers.Select(number => (double)number)]));
    }

    private static int[] Sorted<T>(T[] numbers)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        using var order = new FallingOrder<T>(numbers.Length);
        for (var i = 0; i < numbers.Length; i++)
            order.Add(numbers[i], i);
        order.Sort();
        return [.. Enumerable.Range(0, order.Count).Select(rank => order[rank])];
    }
}
