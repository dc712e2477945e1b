using static TorchSharp.torch;

namespace MaskSharp.Tests.Fused;

/// <summary>Whole target values that are no class are refused by the fused path, from below as from above.</summary>
public class TargetRangeTests
{
    // Within a wide lane, and in the rest behind the last one.
    private static readonly long[] _places = [3, 70];

    [Fact]
    public void A_value_beside_each_channel_is_said_to_be_no_class_index()
    {
        using var scope = NewDisposeScope();

        var error = Assert.Throws<ArgumentException>(() => MultilabelLosses.Loss(zeros(2, 3, 5), ones(2, 3, 5, dtype: ScalarType.Byte) * 2));

        Assert.Contains("expected 0 or 1;", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ScalarType.Int8, -1)]
    [InlineData(ScalarType.Int16, -1)]
    [InlineData(ScalarType.Int32, -7)]
    [InlineData(ScalarType.Int64, -1)]
    [InlineData(ScalarType.Int64, 2)]
    public void A_binary_target_holds_0_and_1(ScalarType dtype, int value)
    {
        using var scope = NewDisposeScope();
        var target = zeros(1, 1, 8, 9, dtype: dtype);
        foreach (var place in _places)
        {
            var wrong = target.clone();
            wrong.view(-1)[place] = value;

            var refused = Assert.Throws<ArgumentException>(() => BinaryLosses.Loss(zeros(1, 1, 8, 9), wrong));

            Assert.Contains($"holds the value {value},", refused.Message, StringComparison.Ordinal);
            Assert.Contains("take target.ne(0)", refused.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void Class_indices_are_those_of_classes(int value)
    {
        using var scope = NewDisposeScope();
        var target = zeros(1, 8, 9, dtype: ScalarType.Int64);
        foreach (var place in _places)
        {
            var wrong = target.clone();
            wrong.view(-1)[place] = value;

            var refused = Assert.Throws<ArgumentException>(() => MulticlassLosses.Loss(zeros(1, 4, 8, 9), wrong));

            Assert.Contains($"holds the value {value},", refused.Message, StringComparison.Ordinal);
        }
    }
}
