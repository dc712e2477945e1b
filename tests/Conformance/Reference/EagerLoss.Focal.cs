using MaskSharp;
using static TorchSharp.torch;

namespace Conformance.Reference;

/// <content>The focal loss.</content>
public sealed partial class EagerLoss
{
    private Tensor Focal(Pixels pixels)
    {
        var activation = options.Member(FocalActivation.Auto);
        var isSoftmax = activation == FocalActivation.Softmax || (activation == FocalActivation.Auto && _mode == SegmentationMode.Multiclass);
        var first = options.Flag("FocalIncludeBackground", true) ? 0 : 1;
        var alpha = options.Number("FocalAlpha", double.NaN);
        var weights = options.Numbers("FocalClassWeights") ?? [.. Enumerable.Repeat(1.0, _classes)];
        if (isSoftmax && !double.IsNaN(alpha))
            weights = [.. weights.Select((weight, c) => weight * (c == 0 ? 1 - alpha : alpha))];
        var (values, focus) = isSoftmax ? SoftmaxFocal(pixels) : SigmoidFocal(pixels, alpha);
        var kept = _classes - first;
        var counted = pixels.Counted.narrow(1, first, kept);
        values = (values * tensor(weights, dtype: values.dtype).view(1, -1, 1)).narrow(1, first, kept) * counted;
        if (options.Flag("FocalNormalized", false))
            values = values / (focus.narrow(1, first, kept) * counted).sum([0, 2], keepdim: true).clamp(min: 1e-6);
        return Reduce(values, counted.sum());
    }

    private (Tensor Values, Tensor Focus) SigmoidFocal(Pixels pixels, double alpha)
    {
        Tensor single, losses;
        if (_input == PredictionKind.Logits)
        {
            single = pixels.Prediction.sigmoid();
            losses = nn.functional.binary_cross_entropy_with_logits(pixels.Prediction, pixels.Target, reduction: nn.Reduction.None);
        }
        else
        {
            single = pixels.Prediction;
            losses = nn.functional.binary_cross_entropy(single, pixels.Target, reduction: nn.Reduction.None);
        }

        // 1 − σ(z) loses all digits where σ(z) is nearly 1.
        var rest = _input == PredictionKind.Logits ? (-pixels.Prediction).sigmoid() : 1 - single;
        var focus = Focus((single * (1 - pixels.Target)) + (rest * pixels.Target));
        var values = focus * losses;
        return (double.IsNaN(alpha) ? values : values * ((alpha * pixels.Target) + ((1 - alpha) * (1 - pixels.Target))), focus);
    }

    private (Tensor Values, Tensor Focus) SoftmaxFocal(Pixels pixels)
    {
        var isLogits = _input == PredictionKind.Logits;
        var logs = isLogits ? pixels.Prediction.log_softmax(1) : pixels.Prediction.clamp(min: Math.Exp(-100)).log();
        var probabilities = isLogits ? logs.exp() : pixels.Prediction;
        var rest = isLogits ? Others(pixels.Prediction) : 1 - probabilities;
        var focus = Focus(rest);
        return (-pixels.Target * focus * where(pixels.Target != 0, logs, zeros_like(logs)), focus);
    }

    /// <summary>1 − softmax as the sum of the other classes' probabilities, which keeps its digits.</summary>
    private static Tensor Others(Tensor logits)
    {
        var probabilities = logits.softmax(1);
        var classes = (int)logits.shape[1];
        return stack([.. Enumerable.Range(0, classes).Select(c => cat([probabilities.narrow(1, 0, c), probabilities.narrow(1, c + 1, classes - c - 1)], 1).sum(1))], 1);
    }

    private Tensor Focus(Tensor miss)
    {
        var gamma = options.Number("FocalGamma", 2);
        if (gamma == 0)
            return ones_like(miss);
        var threshold = options.Number("FocalReducedThreshold", double.NaN);
        return double.IsNaN(threshold)
            ? Power(miss, gamma)
            : where(1 - miss < threshold, ones_like(miss), Power(miss / threshold, gamma));
    }
}
