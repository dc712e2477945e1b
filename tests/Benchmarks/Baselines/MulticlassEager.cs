using static TorchSharp.torch;

namespace Benchmarks.Baselines;

/// <summary>Cross-entropy + Dice per class over the batch, smooth 1, as a careful author writes it: one log-softmax for both.</summary>
internal static class MulticlassEager
{
    public static Tensor Good(Tensor logits, Tensor target)
    {
        var logs = logits.log_softmax(1);
        var crossEntropy = nn.functional.nll_loss(logs, target);
        var p = logs.exp();
        var index = target.unsqueeze(1);
        var labels = zeros_like(logits, requires_grad: false).scatter_(1, index, ones(1, dtype: logits.dtype).expand(index.shape));
        long[] pixels = [0, .. Enumerable.Range(2, (int)logits.dim() - 2)];
        var intersection = (p * labels).sum(pixels);
        var dice = ((2 * intersection) + 1) / (p.sum(pixels) + labels.sum(pixels) + 1);
        return crossEntropy + (1 - dice).mean();
    }
}
