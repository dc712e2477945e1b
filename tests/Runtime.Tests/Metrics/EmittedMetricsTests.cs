using static TorchSharp.torch;

namespace MaskSharp.Tests.Metrics;

public class EmittedMetricsTests
{
    [Fact]
    public void Binary_counts_logits_of_at_least_0_as_foreground()
    {
        using var logits = tensor(new[] { 2f, -1f, 0f, -0.1f }).reshape(1, 1, 2, 2);
        using var target = tensor(new[] { 1f, 1f, 0f, 0f }).reshape(1, 1, 2, 2);
        Assert.Equal(new PixelCounts(1, 1, 1, 1), AnnotatedMetrics.CountPixels(logits, target));
        Assert.Equal(0.5, AnnotatedMetrics.Score(logits, target).Dice.Mean);

        using var mask = tensor(new[] { 1, 0, 0, 3 }).reshape(1, 1, 2, 2);
        Assert.Equal(new PixelCounts(1, 0, 0, 1), AnnotatedMetrics.CountPixels(logits, target, mask));
        Assert.Equal(1, AnnotatedMetrics.Score(logits, target, mask).Dice.Mean);
    }

    [Fact]
    public void A_threshold_holds_for_probabilities_and_ignored_pixels_do_not_count()
    {
        using var probabilities = tensor(new[] { 0.7f, 0.69f, 0.9f, 1f }).reshape(1, 4);
        using var target = tensor(new byte[] { 1, 1, 0, 255 }).reshape(1, 4);
        Assert.Equal(new PixelCounts(1, 1, 1, 0), AnnotatedMetrics.ProbabilityCountPixels(probabilities, target));
    }

    [Fact]
    public void Multilabel_channels_count_alone_and_take_indices_too()
    {
        // Two pixels of three channels; channel 0 is right, channel 1 misses one, channel 2 finds one too many.
        using var logits = tensor(new[] { 1f, -1f, -1f, -1f, 1f, 1f }).reshape(1, 3, 2);
        using var target = tensor(new[] { true, false, false, true, true, false }).reshape(1, 3, 2);
        var counts = AnnotatedMetrics.LabelCountPixels(logits, target);
        Assert.Equal(new PixelCounts(1, 0, 0, 1), counts.Class(0));
        Assert.Equal(new PixelCounts(0, 0, 1, 1), counts.Class(1));
        Assert.Equal(new PixelCounts(1, 1, 0, 0), counts.Class(2));

        // As indices; 2 is ignored though it is a class.
        using var indices = tensor(new long[] { 0, 2 }).reshape(1, 2);
        var ofIndices = AnnotatedMetrics.LabelCountPixels(logits, indices);
        Assert.Equal(new PixelCounts(1, 0, 0, 0), ofIndices.Class(0));
        Assert.Equal(new PixelCounts(0, 0, 0, 1), ofIndices.Class(1));
        Assert.Equal(new PixelCounts(0, 1, 0, 0), ofIndices.Class(2));
    }

    [Fact]
    public void Multiclass_takes_the_largest_channel_and_the_lowest_of_equal_ones()
    {
        using var logits = tensor(new[] { 1f, 0f, 2f, 1f, 0f, 2f, 0f, 3f, 1f }).reshape(1, 3, 3);
        using var indices = tensor(new long[] { 0, 2, -100 }).reshape(1, 1, 3);
        var scores = AnnotatedMetrics.ClassScore(logits, indices);
        Assert.Equal(new PixelCounts(1, 0, 0, 1), scores.Counts.Class(0));
        Assert.Equal(new PixelCounts(0, 0, 0, 2), scores.Counts.Class(1));
        Assert.Equal(new PixelCounts(1, 0, 0, 1), scores.Counts.Class(2));

        // The background is left out, and class 1, which is nowhere, is skipped.
        Assert.Equal((1, 1, 1), (scores.Dice.Mean, scores.Dice.Count, scores.Dice.Skipped));
        Assert.Equal((string[])["background", "cell", "border"], scores.ClassNames);
    }

    [Fact]
    public void A_meter_carries_the_rules_of_its_attribute()
    {
        var meter = AnnotatedMetrics.ClassCreateMeter();
        Assert.Equal(3, meter.Classes);
        Assert.Equal(EmptyMask.Skip, meter.Options.Empty);
        Assert.False(meter.Options.IncludeBackground);

        using var logits = randn(4, 3, 8, 8);
        using var target = randint(0, 3, [4, 8, 8]);
        meter.Update(AnnotatedMetrics.ClassCountPixels(logits, target));
        Assert.Equal(AnnotatedMetrics.ClassScore(logits, target).Dice.Mean, meter.Compute().Dice.Mean);
    }

    [Fact]
    public void Counting_leaves_nothing_behind_and_needs_no_gradient()
    {
        using var logits = randn(2, 1, 4, 4, requires_grad: true);
        using var target = rand(2, 1, 4, 4);
        using var scope = NewDisposeScope();
        AnnotatedMetrics.CountPixels(logits, target);
        Assert.Equal(0, scope.DisposablesCount);
        Assert.True(is_grad_enabled());
    }
}
