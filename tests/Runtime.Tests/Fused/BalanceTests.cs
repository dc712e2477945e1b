using TorchSharp;
using static TorchSharp.torch;

namespace MaskSharp.Tests.Fused;

/// <summary>From masks in a folder to constants of a loss: the build measured them, and the generator put them in.</summary>
public class BalanceTests
{
    [Fact]
    public void A_lesion_weighs_as_much_as_the_background_around_it()
    {
        using var scope = NewDisposeScope();

        // 8 of the 32 pixels of masks/lesions are foreground.
        Assert.Equal(3, BalancedLosses.Loss(zeros(1, 1), ones(1, 1)).ToDouble() / Math.Log(2), 1e-6);
        Assert.Equal(1, BalancedLosses.Loss(zeros(1, 1), zeros(1, 1)).ToDouble() / Math.Log(2), 1e-6);
    }

    [Fact]
    public void A_class_weighs_the_less_the_more_pixels_it_has()
    {
        using var scope = NewDisposeScope();
        manual_seed(4);
        var logits = randn(2, 3, 4, 6, float64);
        var target = randint(0, 3, [2, 4, 6], dtype: ScalarType.Int64);

        // Of the 16 pixels of masks/organs 8, 6 and 2 are of the classes.
        var weights = tensor(new[] { 16.0 / (3 * 8), 16.0 / (3 * 6), 16.0 / (3 * 2) });
        var expected = nn.functional.cross_entropy(logits.reshape(2, 3, 24), target.reshape(2, 24), weights);
        Assert.Equal(expected.ToDouble(), BalancedLosses.Organs(logits, target).ToDouble(), 1e-12);
    }
}
