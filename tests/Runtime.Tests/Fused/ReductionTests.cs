using TorchSharp;
using static TorchSharp.torch;

namespace MaskSharp.Tests.Fused;

/// <summary>Shapes and values under each reduction, and the one rule that joins them.</summary>
public class ReductionTests
{
    [Fact]
    public void Unreduced_pixel_terms_have_a_value_a_pixel_and_the_mean_is_their_average()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var logits = randn(2, 1, 5, 7, float64);
        var target = rand(2, 1, 5, 7).lt(0.3);

        var values = UnreducedLosses.Pixels(logits, target);
        Assert.Equal([2, 1, 5, 7], values.shape);
        Assert.Equal(values.mean().ToDouble(), BinaryPixels(logits, target), 1e-12);

        var classes = randn(2, 3, 5, 7, float64);
        var indices = randint(0, 3, [2, 5, 7], int64);
        var byPixel = UnreducedLosses.Classified(classes, indices);
        Assert.Equal([2, 5, 7], byPixel.shape);
        var expected = nn.functional.cross_entropy(classes, indices, reduction: nn.Reduction.None);
        Assert.True(byPixel.allclose(expected, 1e-12, 1e-12));
    }

    [Fact]
    public void Unreduced_overlap_terms_have_a_value_a_class()
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        var logits = randn(2, 3, 5, 7, float64);
        var target = rand(2, 3, 5, 7).lt(0.3);

        Assert.Equal([3], UnreducedLosses.OverBatch(logits, target).shape);
        var bySample = UnreducedLosses.OverSample(logits, target);
        Assert.Equal([2, 2], bySample.shape);
        var p = logits.sigmoid().flatten(2);
        var t = target.to(float64).flatten(2);
        var expected = (1 - (((2 * (p * t).sum(2)) + 1) / ((p + t).sum(2) + 1))).narrow(1, 1, 2);
        Assert.True(bySample.allclose(expected, 1e-12, 1e-12));
    }

    [Theory]
    [InlineData("Pixels")]
    [InlineData("OverBatch")]
    [InlineData("OverSample")]
    [InlineData("Classified")]
    public void Gradient_of_an_unreduced_loss_follows_the_upstream_of_each_value(string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var binary = name == "Pixels";
        var logits = randn(2, binary ? 1 : 3, 6, float64);
        var target = name == "Classified" ? randint(0, 3, [2, 6], int64) : rand(2, binary ? 1 : 3, 6).lt(0.4).to(float64);
        Tensor Loss(Tensor x) => name switch
        {
            "Pixels" => UnreducedLosses.Pixels(x, target),
            "OverBatch" => UnreducedLosses.OverBatch(x, target),
            "OverSample" => UnreducedLosses.OverSample(x, target),
            _ => UnreducedLosses.Classified(x, target),
        };

        var leaf = logits.clone().requires_grad_();
        var values = Loss(leaf);
        var upstream = randn(values.shape, float64);
        (values * upstream).sum().backward();

        const double Step = 1e-6;
        foreach (var i in new[] { 0L, 3, 7, logits.numel() - 1 })
        {
            var nudge = zeros_like(logits).flatten();
            nudge[i] = Step;
            nudge = nudge.reshape(logits.shape);
            var slope = ((Loss(logits + nudge) - Loss(logits - nudge)) * upstream).sum().ToDouble() / (2 * Step);
            Assert.Equal(slope, leaf.grad!.flatten()[i].ToDouble(), 1e-8);
        }
    }

    [Fact]
    public void The_sum_is_the_sum_of_the_unreduced_values()
    {
        using var scope = NewDisposeScope();
        manual_seed(4);
        var logits = randn(2, 3, 50, float64).requires_grad_();
        var target = rand(2, 3, 50).lt(0.3);

        var sum = UnreducedLosses.Summed(logits, target);
        Assert.Equal(UnreducedLosses.OverBatch(logits, target).sum().ToDouble(), sum.ToDouble(), 1e-12);
        sum.backward();
        var other = logits.detach().clone().requires_grad_();
        UnreducedLosses.OverBatch(other, target).sum().backward();
        Assert.True(logits.grad!.allclose(other.grad!, 1e-10, 1e-12));
    }

    private static double BinaryPixels(Tensor logits, Tensor target) => UnreducedLosses.PixelMean(logits, target).ToDouble();
}

/// <summary>Losses that are not reduced to one value.</summary>
[SegmentationLoss(Name = "Pixels", Bce = 1, Reduction = LossReduction.None)]
[SegmentationLoss(Name = "PixelMean", Bce = 1)]
[SegmentationLoss(Name = "Classified", Mode = SegmentationMode.Multiclass, Classes = 3, CrossEntropy = 1, Reduction = LossReduction.None)]
[SegmentationLoss(Name = "OverBatch", Mode = SegmentationMode.Multilabel, Classes = 3, Dice = 1, Reduction = LossReduction.None)]
[SegmentationLoss(Name = "OverSample", Mode = SegmentationMode.Multilabel, Classes = 3, Dice = 1, Over = OverlapScope.Sample, IncludeBackground = false, Reduction = LossReduction.None)]
[SegmentationLoss(Name = "Summed", Mode = SegmentationMode.Multilabel, Classes = 3, Dice = 1, Reduction = LossReduction.Sum)]
internal static partial class UnreducedLosses
{
}
