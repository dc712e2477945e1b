using TorchSharp;
using static TorchSharp.torch;

namespace MaskSharp.Tests.Fused;

/// <summary>The logarithm of a score stays precise where hardly anything is shared.</summary>
public class LogarithmTests
{
    [Theory]
    [InlineData("Dice")]
    [InlineData("Squared")]
    [InlineData("Jaccard")]
    [InlineData("Tversky")]
    [InlineData("Soft")]
    [InlineData("Generalized")]
    public void Single_precision_gives_the_gradient_of_double_precision(string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(6);
        var logits = (randn(2, 1, 96, 96, float64) - 2).requires_grad_();
        var target = zeros(2, 1, 96, 96, float64);
        target[0, 0, 4, TensorIndex.Slice(3, 6)] = 1;
        Tensor Loss(Tensor z) => name switch
        {
            "Dice" => LogarithmicLosses.Dice(z, target),
            "Squared" => LogarithmicLosses.Squared(z, target),
            "Jaccard" => LogarithmicLosses.Jaccard(z, target),
            "Tversky" => LogarithmicLosses.Tversky(z, target),
            "Soft" => LogarithmicLosses.Soft(z, target),
            _ => LogarithmicLosses.Generalized(z, target),
        };

        var single = logits.detach().to(float32).requires_grad_();
        var (of32, of64) = (Loss(single), Loss(logits));
        of32.backward();
        of64.backward();

        // Of the second sample's pixels too, whose sample holds nothing to find.
        Assert.Equal(of64.ToDouble(), of32.ToDouble(), 1e-5 * of64.ToDouble());
        var difference = (single.grad!.to(float64) - logits.grad!).abs();
        Assert.True(difference[1].max().ToDouble() <= 1e-4 * logits.grad![1].abs().max().ToDouble(), $"{difference[1].max().ToDouble()} of {logits.grad![1].abs().max().ToDouble()}");
        Assert.True(difference.max().ToDouble() <= 1e-4 * logits.grad!.abs().max().ToDouble());
    }
}
