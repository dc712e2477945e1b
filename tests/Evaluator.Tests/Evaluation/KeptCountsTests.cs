using MaskSharp.Evaluator.Evaluation;

namespace MaskSharp.Evaluator.Tests.Evaluation;

/// <summary>What a run keeps of each case.</summary>
public sealed class KeptCountsTests
{
    [Fact]
    public void Cases_of_the_same_values_share_one_set()
    {
        var pool = new ValueSetPool();
        var set = pool.Share(Of(0, 17));

        Assert.Same(set, pool.Share(Of(17, 0)));
        Assert.NotSame(set, pool.Share(Of(0, 18)));
        Assert.NotSame(set, pool.Share(Of(17)));
        Assert.NotSame(set, pool.Share(Of(0, 17, double.NaN)));
    }

    [Fact]
    public void A_set_of_many_values_still_shows_the_smallest_and_the_range()
    {
        var set = Of([.. Enumerable.Range(0, 100).Select(i => i / 4.0)]);

        Assert.Equal("0, 0.25, 0.5, 0.75, 1, 1.25 and more up to 24.75", set.ToString());
        Assert.Equal((true, false, false, 0.0, 24.75), (set.Overflows, set.IsBinary, set.AreWhole, set.Minimum, set.Maximum));

        var union = Of(0.1);
        union.UnionWith(set);
        Assert.Equal("0, 0.1, 0.25, 0.5, 0.75, 1 and more up to 24.75", union.ToString());
    }

    [Fact]
    public void Counts_of_cases_become_samples_in_the_chosen_order()
    {
        var first = ClassCounts.Of(PixelCounts.FromLabels<int>([0, 1, 2, 2], [0, 1, 1, 2], 3));
        var second = ClassCounts.Of(PixelCounts.FromLabels<int>([2, 2], [2, 0], 3));

        var samples = ClassCounts.Stack([first, second], [1, 0], 3);

        Assert.Equal(PixelCounts.Concat(PixelCounts.FromLabels<int>([2, 2], [2, 0], 3), PixelCounts.FromLabels<int>([0, 1, 2, 2], [0, 1, 1, 2], 3)), samples);
        Assert.Equal(4, first.Pixels);
        Assert.True(default(ClassCounts).IsNone);
        Assert.Throws<FormatException>(() => new ClassCounts([1, 2, 3]));
        Assert.Throws<FormatException>(() => new ClassCounts([1, 2, 3, -1]));
    }

    private static ValueSet Of(params double[] values)
    {
        var set = new ValueSet();
        foreach (var value in values) set.Add(value);
        return set;
    }
}
