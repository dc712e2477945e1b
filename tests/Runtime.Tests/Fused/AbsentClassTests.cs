using TorchSharp;
using static TorchSharp.torch;

namespace MaskSharp.Tests.Fused;

/// <summary>What a class without a true pixel contributes where a value joins classes, and where a preset's rule is not every term's.</summary>
public class AbsentClassTests
{
    private static readonly double[] _logits = [1, -1, 0.5, 0.25];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Generalised_dice_of_nothing_true_is_zero_where_absent_classes_are(bool isStrided)
    {
        using var scope = NewDisposeScope();
        var leaf = Leaf(isStrided);

        var loss = AbsentClassLosses.Zeroing(Prediction(leaf, isStrided), zeros(2, 1, 2));
        loss.backward();

        Assert.Equal(0, loss.ToDouble());
        Assert.Equal(0, leaf.grad!.abs().max().ToDouble());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_sample_of_nothing_true_is_left_out_of_the_mean_of_generalised_dice(bool isStrided)
    {
        using var scope = NewDisposeScope();
        var target = tensor(new double[] { 0, 0, 1, 0 }, [2, 1, 2]);
        var leaf = Leaf(isStrided);
        var p = leaf.detach().narrow(0, 1, 1).sigmoid();
        p = isStrided ? p.select(-1, 0) : p;
        var score = ((2 * p[0, 0, 0].ToDouble()) + 1) / (p.sum().ToDouble() + 2);

        var loss = AbsentClassLosses.Skipping(Prediction(leaf, isStrided), target);
        loss.backward();

        Assert.Equal(1 - score, loss.ToDouble(), 1e-12);
        Assert.Equal(0, leaf.grad!.narrow(0, 0, 1).abs().max().ToDouble());
        Assert.True(leaf.grad!.narrow(0, 1, 1).abs().max().ToDouble() > 0.01);
        Assert.Equal(-score, AbsentClassLosses.SkippingNegative(Prediction(leaf, isStrided), target).ToDouble(), 1e-12);
        Assert.Equal(0, AbsentClassLosses.Unreduced(Prediction(leaf, isStrided), target)[0].ToDouble());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_presets_rule_for_absent_classes_is_that_of_its_overlap_losses_alone(bool isStrided)
    {
        using var scope = NewDisposeScope();
        var logits = tensor(new double[] { 1, 2, 3, 1, 1, 0, 2, 2, 1 }, [1, 3, 3]);
        if (isStrided)
            logits = stack([logits, logits], -1).select(-1, 0);
        var withoutThird = tensor(new long[] { 0, 1, 0 }, [1, 3]);

        using var both = SmpAbsentLosses.BothWithTerms(logits, withoutThird);
        using var given = SmpAbsentLosses.GivenWithTerms(logits, withoutThird);

        Assert.Equal(SmpAbsentLosses.Mcc(logits, withoutThird).ToDouble(), both.Mcc.ToDouble(), 1e-12);
        Assert.Equal(SmpAbsentLosses.Dice(logits, withoutThird).ToDouble(), both.Dice.ToDouble(), 1e-12);
        Assert.NotEqual(given.Mcc.ToDouble(), both.Mcc.ToDouble(), 1e-3);
    }

    private static Tensor Leaf(bool isStrided)
    {
        var values = tensor(_logits, [2, 1, 2]);
        return (isStrided ? stack([values, values], -1) : values).requires_grad_();
    }

    private static Tensor Prediction(Tensor leaf, bool isStrided) => isStrided ? leaf.select(-1, 0) : leaf;
}
