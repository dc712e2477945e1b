using static TorchSharp.torch;

namespace MaskSharp.Tests.Gates;

public class SegmentationCaseTests
{
    [Fact]
    public void A_case_keeps_what_it_was_given_and_its_own_copy_of_the_spacing()
    {
        using var mask = ones(2, 3);
        double[] spacing = [0.5, 2];
        var item = new SegmentationCase("p7/slice1", mask, mask, spacing);
        spacing[0] = 9;
        Assert.Equal("p7/slice1", item.Id);
        Assert.Same(mask, item.Prediction);
        Assert.Same(mask, item.Target);
        Assert.Equal([0.5, 2], item.Spacing);
        Assert.Null(new SegmentationCase("a", mask, mask).Spacing);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData(" ", 1)]
    [InlineData("a", 0)]
    [InlineData("a", double.NaN)]
    [InlineData("a", double.PositiveInfinity)]
    public void A_case_without_a_name_or_with_an_impossible_spacing_is_refused(string id, double step)
    {
        using var mask = ones(2, 3);
        Assert.Throws<ArgumentException>(() => new SegmentationCase(id, mask, mask, [1, step]));
    }

    [Fact]
    public void A_case_needs_both_tensors()
    {
        using var mask = ones(2, 3);
        Assert.Throws<ArgumentNullException>(() => new SegmentationCase("a", null!, mask));
        Assert.Throws<ArgumentNullException>(() => new SegmentationCase("a", mask, null!));
    }
}
