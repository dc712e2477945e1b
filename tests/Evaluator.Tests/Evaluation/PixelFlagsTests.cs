using MaskSharp.Evaluator.Evaluation;

namespace MaskSharp.Evaluator.Tests.Evaluation;

public class PixelFlagsTests
{
    [Fact]
    public void Every_length_and_every_place_is_compared()
    {
        var random = new Random(3);
        for (var length = 0; length < 200; length++)
        {
            var values = Enumerable.Range(0, length).Select(_ => random.Next(-2, 3) switch { 2 => int.MaxValue, -2 => -70000, var small => small }).ToArray();
            foreach (var other in new[] { 0, 1, -70000, int.MaxValue })
            {
                var flags = new byte[length];
                PixelFlags.NotEqual(values, other, flags);
                Assert.Equal(values.Select(value => (byte)(value != other ? 1 : 0)), flags);
                PixelFlags.AtLeast(values, other, flags);
                Assert.Equal(values.Select(value => (byte)(value >= other ? 1 : 0)), flags);
            }
        }
    }

    [Fact]
    public void A_single_stray_value_is_found_wherever_it_is()
    {
        var values = new int[100];
        for (var i = 0; i < values.Length; i += 3) values[i] = 256;
        Assert.True(PixelFlags.AreZeroOr(values, 256));
        for (var i = 0; i < values.Length; i++)
        {
            var before = values[i];
            values[i] = 1;
            Assert.False(PixelFlags.AreZeroOr(values, 256));
            values[i] = before;
        }
    }
}
