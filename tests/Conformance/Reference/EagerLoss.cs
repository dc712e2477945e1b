using Conformance.Options;
using MaskSharp;
using static TorchSharp.torch;

namespace Conformance.Reference;

/// <summary>
/// The losses written plainly with torch's own operations and autograd, straight from the formulas of the contract and
/// independent of the generator: the second opinion that says on which side a difference lies.
/// </summary>
/// <remarks>Everything is brought to [N, C, P]: samples, channels, pixels. It favours plainness over memory and speed.</remarks>
public sealed class EagerLoss(LossOptions options)
{
    private readonly SegmentationMode _mode = options.Member(SegmentationMode.Binary);
    private readonly PredictionKind _input = options.Member(PredictionKind.Logits);
    private readonly OverlapScope _scope = options.Member(OverlapScope.Batch);
    private readonly LossReduction _reduction = options.Member(LossReduction.Mean);
    private readonly int _classes = options.Whole("Classes") ?? 1;
    private readonly int? _ignore = options.Whole("IgnoreIndex");

    /// <summary>The weighted sum of the terms.</summary>
    public Tensor Loss(Tensor prediction, Tensor target, Tensor? mask = null)
    {
        using var scope = NewDisposeScope();
        var terms = Terms(prediction, target, mask);
        var total = terms.Select(term => term.Weight * term.Value).Aggregate((sum, term) => sum + term);
        return scope.MoveToOuter(total);
    }

    /// <summary>Each term with its name and weight, in the attribute's order.</summary>
    public IReadOnlyList<(string Name, double Weight, Tensor Value)> Terms(Tensor prediction, Tensor target, Tensor? mask = null)
    {
        var pixels = Pixels.From(prediction, target, mask, _mode, _classes, _ignore);
        var terms = new List<(string, double, Tensor)>();
        foreach (var (name, weight) in Weights())
        {
            terms.Add((name, weight, name switch
            {
                "Bce" => Bce(pixels),
                "CrossEntropy" => CrossEntropy(pixels),
                "Dice" => Overlap(pixels, Dice),
                "Jaccard" => Overlap(pixels, Jaccard),
                _ => throw new NotSupportedException(name),
            }));
        }

        return terms;
    }

    private IEnumerable<(string Name, double Weight)> Weights()
    {
        string[] names = ["Bce", "CrossEntropy", "Dice", "Jaccard"];
        var given = names.Where(name => options.Number(name, 0) != 0).ToList();
        if (given.Count > 0)
            return given.Select(name => (name, options.Number(name, 0)));
        return [(_mode == SegmentationMode.Multiclass ? "CrossEntropy" : "Bce", 1), ("Dice", 1)];
    }

    private Tensor Probabilities(Pixels pixels) => (_input, _mode) switch
    {
        (PredictionKind.Probabilities, _) => pixels.Prediction,
        (_, SegmentationMode.Multiclass) => pixels.Prediction.softmax(1),
        _ => pixels.Prediction.sigmoid(),
    };

    private Tensor Bce(Pixels pixels)
    {
        var weight = options.Number("PosWeight", 1);
        Tensor values;
        if (_input == PredictionKind.Logits)
        {
            values = nn.functional.binary_cross_entropy_with_logits(
                pixels.Prediction, pixels.Target, reduction: nn.Reduction.None, pos_weights: full_like(pixels.Prediction[0, 0, 0], weight));
        }
        else
        {
            // binary_cross_entropy has no pos_weight; for p·t and (1−p)(1−t) apart it is used twice.
            var ones = ones_like(pixels.Target);
            var zeros = zeros_like(pixels.Target);
            values = (weight * pixels.Target * nn.functional.binary_cross_entropy(pixels.Prediction, ones, reduction: nn.Reduction.None))
                + ((1 - pixels.Target) * nn.functional.binary_cross_entropy(pixels.Prediction, zeros, reduction: nn.Reduction.None));
        }

        return Reduce(values * pixels.Counted, pixels.Counted.sum());
    }

    private Tensor CrossEntropy(Pixels pixels)
    {
        var logs = _input == PredictionKind.Logits
            ? pixels.Prediction.log_softmax(1)
            : pixels.Prediction.clamp(min: Math.Exp(-100)).log();
        var weights = options.Numbers("ClassWeights") is { } given
            ? tensor(given, dtype: pixels.Prediction.dtype).view(1, -1, 1)
            : ones(1, _classes, 1, dtype: pixels.Prediction.dtype);
        // A class that is not the pixel's may have the logarithm −∞, which 0 · −∞ must not turn into NaN.
        var values = -where(pixels.Target != 0, weights * pixels.Target * logs, zeros_like(logs)).sum(1);
        return Reduce(values, (weights * pixels.Target).sum());
    }

    private Tensor Overlap(Pixels pixels, Func<Tensor, Tensor, Tensor, Tensor> loss)
    {
        var probability = Probabilities(pixels) * pixels.Counted;
        var target = pixels.Target;
        var counted = pixels.Counted;
        if (!options.Flag("IncludeBackground", true))
        {
            probability = probability.narrow(1, 1, _classes - 1);
            target = target.narrow(1, 1, _classes - 1);
            counted = counted.narrow(1, 1, _classes - 1);
        }

        long[] over = _scope == OverlapScope.Batch ? [0, 2] : [2];
        var squared = options.Flag("SquaredDenominator", false);
        var values = loss(
            (probability * target).sum(over),
            (squared ? probability.square() : probability).sum(over),
            (squared ? target.square() : target).sum(over));
        // A class of which no pixel counts has no part in the mean.
        var present = counted.amax(over);
        return Reduce(where(present != 0, values, zeros_like(values)), present.sum());
    }

    private Tensor Dice(Tensor intersection, Tensor predicted, Tensor actual)
        => 1 - (((2 * intersection) + SmoothNumerator) / (predicted + actual + SmoothDenominator));

    private Tensor Jaccard(Tensor intersection, Tensor predicted, Tensor actual)
        => 1 - ((intersection + SmoothNumerator) / (predicted + actual - intersection + SmoothDenominator));

    private double SmoothNumerator => options.Number("SmoothNumerator", options.Number("Smooth", 1));

    private double SmoothDenominator => options.Number("SmoothDenominator", options.Number("Smooth", 1));

    private Tensor Reduce(Tensor values, Tensor count) => _reduction switch
    {
        LossReduction.None => values,
        LossReduction.Sum => values.sum(),
        // An empty mean is 0 with zero gradient.
        _ => values.sum() / where(count == 0, ones_like(count), count),
    };
}
