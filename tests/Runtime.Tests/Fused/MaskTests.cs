using TorchSharp;
using static TorchSharp.torch;

namespace MaskSharp.Tests.Fused;

/// <summary>A mask may have any shape that broadcasts over [N, 1, …], and leaves out what it says.</summary>
public class MaskTests
{
    [Theory]
    [InlineData(new long[] { 2, 1, 4, 6 })]
    [InlineData(new long[] { 1, 1, 4, 6 })]
    [InlineData(new long[] { 2, 4, 6 })]
    [InlineData(new long[] { 4, 6 })]
    [InlineData(new long[] { 2, 1, 1, 1 })]
    [InlineData(new long[] { 4, 1 })]
    [InlineData(new long[] { 1 })]
    public void A_broadcast_mask_does_what_the_full_mask_does(long[] shape)
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        var logits = randn(2, 3, 4, 6, float64);
        var target = rand(2, 3, 4, 6).lt(0.3);
        var mask = shape.Length == 1 ? ones(shape) : rand(shape).lt(0.6).to(float32);
        var full = (shape.Length == 3 ? mask.unsqueeze(1) : mask).expand(2, 1, 4, 6).contiguous();

        var narrow = Differentiate(logits, x => MultilabelLosses.Loss(x, target, mask));
        var wide = Differentiate(logits, x => MultilabelLosses.Loss(x, target, full));

        Assert.Equal(wide.Value, narrow.Value);
        Assert.True(narrow.Gradient.allclose(wide.Gradient, 0, 0));
        Assert.Equal(0, (narrow.Gradient * full.eq(0)).abs().max().ToDouble());
    }

    [Theory]
    [InlineData(new long[] { 3, 1, 4, 6 })]
    [InlineData(new long[] { 2, 3, 4, 6 })]
    [InlineData(new long[] { 5, 6 })]
    [InlineData(new long[] { 1, 2, 1, 4, 6 })]
    public void A_mask_that_does_not_broadcast_is_refused_by_name(long[] shape)
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ArgumentException>(() => MultilabelLosses.Loss(randn(2, 3, 4, 6), zeros(2, 3, 4, 6), ones(shape)));
        Assert.Equal("mask", error.ParamName);
        Assert.Contains("[2, 1, 4, 6]", error.Message, StringComparison.Ordinal);
    }

    private static (double Value, Tensor Gradient) Differentiate(Tensor logits, Func<Tensor, Tensor> loss)
    {
        var leaf = logits.clone().requires_grad_();
        var value = loss(leaf);
        value.backward();
        return (value.ToDouble(), leaf.grad!);
    }
}
