using static TorchSharp.torch;

namespace Benchmarks.Baselines;

/// <summary>BCE + Dice as users write it today, over the whole batch, smooth 1.</summary>
internal static class BinaryEager
{
    /// <summary>The classic article code, with its cross-entropy written out: a sigmoid, clamped logarithms, Dice from sums.</summary>
    public static Tensor Article(Tensor logits, Tensor target)
    {
        var p = sigmoid(logits);
        var bce = -((target * p.log().clamp(min: -100)) + ((1 - target) * (1 - p).log().clamp(min: -100))).mean();
        return bce + Dice(p, target);
    }

    /// <summary>The same with torch's own <c>BCELoss</c> on the probabilities.</summary>
    public static Tensor ArticleWithBceLoss(Tensor logits, Tensor target)
    {
        var p = sigmoid(logits);
        return nn.functional.binary_cross_entropy(p, target) + Dice(p, target);
    }

    /// <summary>What a careful author writes: BCE from logits, and Dice from one sigmoid.</summary>
    public static Tensor Good(Tensor logits, Tensor target)
        => nn.functional.binary_cross_entropy_with_logits(logits, target) + Dice(sigmoid(logits), target);

    private static Tensor Dice(Tensor p, Tensor target)
        => 1 - (((2 * (p * target).sum()) + 1) / (p.sum() + target.sum() + 1));
}
