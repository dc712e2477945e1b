using Conformance.Options;
using MaskSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace Conformance.Reference;

/// <summary>
/// The terms that look at an order, a neighbourhood or a distance, written as their papers' code writes them, with autograd for the
/// gradient.
/// </summary>
/// <param name="options">The loss.</param>
/// <param name="pixels">Its arguments.</param>
/// <param name="probabilities">p, [N, C, P].</param>
/// <param name="shape">The prediction's shape.</param>
internal sealed class FieldTerms(LossOptions options, Pixels pixels, Tensor probabilities, long[] shape)
{
    private readonly SegmentationMode _mode = options.Member(SegmentationMode.Binary);
    private readonly LossReduction _reduction = options.Member(LossReduction.Mean);
    private readonly bool _perSample = options.Member(OverlapScope.Batch) == OverlapScope.Sample;

    private int[] Classes => options.Indices("OverlapClasses")
        ?? [.. Enumerable.Range(0, (int)probabilities.shape[1]).Where(index => index > 0 || options.Flag("IncludeBackground", true))];

    /// <summary>Lovász hinge and Lovász-softmax, after the code of Berman.</summary>
    public Tensor Lovasz()
    {
        var isHinge = _mode == SegmentationMode.Binary && options.Member(PredictionKind.Logits) == PredictionKind.Logits;
        var groups = new List<Tensor>();
        var parts = new List<Tensor>();
        foreach (var samples in Groups())
        {
            var values = new List<Tensor>();
            var weights = new List<double>();
            var isAnyCounted = false;
            foreach (var index in Classes)
            {
                var (counted, target) = (Flat(pixels.Counted, samples, index) != 0, Flat(pixels.Target, samples, index));
                var labels = target.masked_select(counted);
                var errors = isHinge
                    ? 1 - (Flat(pixels.Prediction, samples, index).masked_select(counted) * ((2 * labels) - 1))
                    : (labels - Flat(probabilities, samples, index).masked_select(counted)).abs();
                var isCounted = labels.numel() > 0;
                var takesPart = isCounted && (_mode != SegmentationMode.Multiclass || labels.sum().ToDouble() > 0);
                isAnyCounted |= isCounted;
                weights.Add(takesPart ? options.Numbers("OverlapClassWeights")?[index] ?? 1 : 0);
                values.Add(takesPart ? Extension(isHinge ? errors.relu() : errors, labels) : Nothing);
            }

            var weighed = stack(values.Zip(weights, (value, weight) => value * weight).ToArray());
            parts.Add(weighed);
            parts.Add(tensor(weights.ToArray(), probabilities.dtype));
            if (isAnyCounted)
                groups.Add(weights.Sum() > 0 ? weighed.sum() / weights.Sum() : Nothing);
            else if (_reduction == LossReduction.None)
                groups.Add(Nothing);
        }

        var classValues = stack(parts.Where((_, k) => k % 2 == 0).ToArray());
        var classWeights = stack(parts.Where((_, k) => k % 2 == 1).ToArray());
        if (_mode == SegmentationMode.Multiclass && _perSample)
        {
            var samples = groups.Count == 0 ? Nothing.unsqueeze(0) : stack(groups.ToArray());
            return _reduction == LossReduction.None ? samples : _reduction == LossReduction.Sum ? samples.sum() : samples.mean();
        }

        return _reduction switch
        {
            LossReduction.None => _perSample ? classValues : classValues[0],
            LossReduction.Sum => classValues.sum(),
            _ => classWeights.sum().ToDouble() > 0 ? classValues.sum() / classWeights.sum() : classValues.sum() * 0,
        };
    }

    /// <summary>The mean cross-entropy of the k pixels where it is largest, after nnU-Net.</summary>
    public Tensor TopKCrossEntropy()
    {
        var logs = options.Member(PredictionKind.Logits) == PredictionKind.Logits
            ? pixels.Prediction.log_softmax(1)
            : pixels.Prediction.clamp(min: Math.Exp(-100)).log();
        var classes = (int)probabilities.shape[1];
        var weights = (options.Numbers("ClassWeights") is { } given ? tensor(given, dtype: logs.dtype) : ones(classes, dtype: logs.dtype)).view(1, -1, 1);
        var smoothing = options.Number("LabelSmoothing", 0);
        var values = -where(pixels.Target != 0, weights * pixels.Target * logs, zeros_like(logs)).sum(1) * (1 - smoothing);
        if (smoothing > 0)
            values -= smoothing / classes * (weights * logs).sum(1);

        var counted = pixels.Counted.select(1, 0).reshape(-1) != 0;
        var indices = counted.nonzero().reshape(-1);
        if (indices.numel() == 0)
            return _reduction == LossReduction.None ? values * 0 : values.sum() * 0;
        var among = values.reshape(-1).index_select(0, indices);
        var k = Math.Max(1, (int)Math.Floor((options.Number("TopK", 0.1) * among.numel()) + 1e-9));
        var order = among.detach().argsort(0, descending: true).narrow(0, 0, k);
        var hardest = among.index_select(0, order);
        switch (_reduction)
        {
            case LossReduction.None:
                return zeros_like(values).reshape(-1).scatter(0, indices.index_select(0, order), hardest).reshape(values.shape);
            case LossReduction.Sum:
                return hardest.sum();
            default:
                var pixelWeights = (weights * pixels.Target).sum(1).reshape(-1).index_select(0, indices).index_select(0, order);
                return hardest.sum() / pixelWeights.sum();
        }
    }

    /// <summary>The distance-transform Hausdorff loss, after MONAI.</summary>
    public Tensor HausdorffDT()
    {
        var alpha = options.Number("HausdorffAlpha", 2);
        var (p, t, counted) = (Chosen(probabilities * pixels.Counted), Chosen(pixels.Target), Chosen(pixels.Counted));
        var weights = Geometry.ToOtherSide(p).pow(alpha) + Geometry.ToOtherSide(t).pow(alpha);
        var counts = ByGroup(counted);
        return Reduced(ByGroup((p - t).square() * weights) / counts.clamp(min: 1), counts > 0);
    }

    /// <summary>The boundary loss, after Kervadec.</summary>
    public Tensor Boundary()
    {
        var (p, t, counted) = (Chosen(probabilities * pixels.Counted), Chosen(pixels.Target), Chosen(pixels.Counted));
        var weights = ClassWeights.view(1, -1, 1);
        var values = weights * p * Geometry.Signed(t);
        return _reduction switch
        {
            LossReduction.None => _mode == SegmentationMode.Binary ? values.reshape(shape) : values.reshape([shape[0], -1, .. shape[2..]]),
            LossReduction.Sum => values.sum(),
            _ => values.sum() / (weights * counted).sum().clamp(min: 1e-300),
        };
    }

    /// <summary>The centreline Dice loss, after Shit, for each class.</summary>
    public Tensor ClDice()
    {
        var iterations = options.Whole("SkeletonIterations") ?? 3;
        var over = options.Number("SmoothNumerator", options.Number("Smooth", 1));
        var under = options.Number("SmoothDenominator", options.Number("Smooth", 1));
        var (p, t) = (Chosen(probabilities * pixels.Counted), Chosen(pixels.Target));
        var (predicted, actual) = (Geometry.Skeleton(p, iterations), Geometry.Skeleton(t, iterations));
        var precision = (ByGroup(predicted * t) + over) / (ByGroup(predicted) + under);
        var recall = (ByGroup(actual * p) + over) / (ByGroup(actual) + under);
        var values = 1 - (2 * precision * recall / (precision + recall));
        var (takesPart, occurs) = (ByGroup(Chosen(pixels.Counted)) > 0, ByGroup(t) > 0);
        var absent = options.Member(AbsentClass.Smooth);
        if (absent != AbsentClass.Smooth)
            values = where(occurs, values, zeros_like(values));
        return Reduced(values, absent == AbsentClass.Skip ? takesPart.logical_and(occurs) : takesPart);
    }

    private FieldGeometry Geometry => new(_mode == SegmentationMode.Binary && !(shape.Length > 1 && shape[1] == 1) ? shape[1..] : shape[2..]);

    private Tensor ClassWeights => options.Numbers("OverlapClassWeights") is { } given
        ? tensor(Classes.Select(index => given[index]).ToArray(), dtype: probabilities.dtype)
        : ones(Classes.Length, dtype: probabilities.dtype);

    private Tensor Chosen(Tensor values) => values.index_select(1, tensor(Classes.Select(index => (long)index).ToArray()));

    private Tensor ByGroup(Tensor values) => _perSample ? values.sum([2L]) : values.sum([0L, 2L]).unsqueeze(0);

    private Tensor Reduced(Tensor values, Tensor takesPart)
    {
        var weights = ClassWeights * takesPart.to(values.dtype);
        var weighed = values * weights;
        return _reduction switch
        {
            LossReduction.None => _perSample ? weighed : weighed[0],
            LossReduction.Sum => weighed.sum(),
            _ => weighed.sum() / weights.sum().clamp(min: 1e-300),
        };
    }

    /// <summary>Σ e·grad of the errors in falling order, where grad is the rise of the Jaccard loss.</summary>
    private static Tensor Extension(Tensor errors, Tensor labels)
    {
        var (sorted, order) = errors.sort(0, descending: true, stable: true);
        var ranked = labels.index_select(0, order);
        var all = ranked.sum();
        var jaccard = 1 - ((all - ranked.cumsum(0)) / (all + (1 - ranked).cumsum(0)));
        var before = cat([zeros(1, jaccard.dtype), jaccard.narrow(0, 0, jaccard.numel() - 1)]);
        return (sorted * (jaccard - before)).sum();
    }

    /// <summary>0, with a gradient of 0.</summary>
    private Tensor Nothing => pixels.Prediction.sum() * 0;

    private IEnumerable<Tensor> Groups()
    {
        var samples = probabilities.shape[0];
        return _perSample
            ? Enumerable.Range(0, (int)samples).Select(sample => tensor(new long[] { sample }))
            : [arange(samples, ScalarType.Int64)];
    }

    private static Tensor Flat(Tensor values, Tensor samples, int index) => values.index_select(0, samples).select(1, index).reshape(-1);
}
