using Conformance.Options;
using MaskSharp;
using static TorchSharp.torch;

namespace Conformance.Reference;

/// <summary>
/// The losses written plainly with torch's own operations and autograd, straight from the formulas of the contract and
/// independent of the generator: the second opinion that says on which side a difference lies.
/// </summary>
/// <remarks>Everything is brought to [N, C, P]: samples, channels, pixels. It favours plainness over memory and speed.</remarks>
public sealed partial class EagerLoss(LossOptions options)
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
        (string Name, Func<Tensor> Value)[] all =
        [
            ("Bce", () => Bce(pixels)),
            ("CrossEntropy", () => CrossEntropy(pixels)),
            ("Focal", () => Focal(pixels)),
            ("Dice", () => Overlap(pixels, Dice)),
            ("Jaccard", () => Overlap(pixels, Jaccard)),
            ("Tversky", () => Tversky(pixels)),
            ("GeneralizedDice", () => GeneralizedDice(pixels)),
            ("Mcc", () => Mcc(pixels)),
            ("Lovasz", () => Fields().Lovasz()),
            ("TopKCrossEntropy", () => Fields().TopKCrossEntropy()),
            ("ClDice", () => Fields().ClDice()),
            ("Boundary", () => Fields().Boundary()),
            ("HausdorffDT", () => Fields().HausdorffDT()),
        ];
        var isGiven = all.Any(term => options.Number(term.Name, 0) != 0);
        return [.. all.Select(term => (term.Name, Weight: Weight(term.Name, isGiven), term.Value)).Where(term => term.Weight != 0).Select(term => (term.Name, term.Weight, term.Value()))];

        FieldTerms Fields() => new(options, pixels, Probabilities(pixels), prediction.shape);
    }

    /// <summary>A term's weight; without any term in the options it is the mode's pixel term and Dice.</summary>
    private double Weight(string term, bool isGiven)
        => isGiven ? options.Number(term, 0) : term == "Dice" || term == (_mode == SegmentationMode.Multiclass ? "CrossEntropy" : "Bce") ? 1 : 0;

    private Tensor Probabilities(Pixels pixels) => (_input, _mode) switch
    {
        (PredictionKind.Probabilities, _) => pixels.Prediction,
        (_, SegmentationMode.Multiclass) => pixels.Prediction.softmax(1),
        _ => pixels.Prediction.sigmoid(),
    };

    private Tensor Bce(Pixels pixels)
    {
        var smoothing = options.Number("LabelSmoothing", 0);
        var target = (pixels.Target * (1 - smoothing)) + ((1 - pixels.Target) * smoothing);
        var positive = options.Numbers("PosWeights") ?? [.. Enumerable.Repeat(options.Number("PosWeight", 1), _classes)];
        var weights = tensor(positive, dtype: target.dtype).view(1, -1, 1);
        Tensor values;
        if (_input == PredictionKind.Logits)
        {
            values = nn.functional.binary_cross_entropy_with_logits(pixels.Prediction, target, reduction: nn.Reduction.None, pos_weights: weights);
        }
        else
        {
            // binary_cross_entropy has no pos_weight: it is taken for t = 1 and for t = 0, and these are mixed.
            var ones = ones_like(target);
            values = (weights * target * nn.functional.binary_cross_entropy(pixels.Prediction, ones, reduction: nn.Reduction.None))
                + ((1 - target) * nn.functional.binary_cross_entropy(pixels.Prediction, zeros_like(ones), reduction: nn.Reduction.None));
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
        if (options.Number("LabelSmoothing", 0) is var smoothing and not 0)
            values = ((1 - smoothing) * values) - (smoothing / _classes * (weights * logs * pixels.Counted).sum(1));
        return Reduce(values, (weights * pixels.Target).sum());
    }

    private Tensor Tversky(Pixels pixels)
    {
        var gamma = options.Number("TverskyGamma", 1);
        var onMean = options.Flag("TverskyGammaOnMean", false);
        var result = Overlap(pixels, (intersection, predicted, actual) =>
        {
            var alpha = options.Number("TverskyAlpha", 0.5);
            var beta = options.Number("TverskyBeta", 0.5);
            return Ratio(intersection, intersection + (alpha * (predicted - intersection)) + (beta * (actual - intersection)));
        }, value => onMean ? value : Power(value, gamma));
        return onMean ? Power(result, gamma) : result;
    }

    /// <summary>A power whose gradient at 0 is 0.</summary>
    private static Tensor Power(Tensor value, double exponent)
    {
        if (exponent == 1)
            return value;
        var positive = value > 0;
        return where(positive, where(positive, value, ones_like(value)).pow(exponent), zeros_like(value));
    }

    private Tensor Overlap(Pixels pixels, Func<Tensor, Tensor, Tensor, Tensor> score, Func<Tensor, Tensor>? shape = null)
    {
        var (probability, target, counted) = Chosen(pixels);
        long[] over = _scope == OverlapScope.Batch ? [0, 2] : [2];
        var squared = options.Flag("SquaredDenominator", false);
        var common = options.Flag("SoftTargets", false) ? minimum(probability, target) : probability * target;
        var scores = score(
            common.sum(over),
            (squared ? probability.square() : probability).sum(over),
            (squared ? target.square() : target).sum(over));
        var values = OfScores(scores);
        return MeanOfClasses(shape is null ? values : shape(values), target, counted, over);
    }

    /// <summary>What becomes of overlap scores.</summary>
    private Tensor OfScores(Tensor scores)
        => options.Flag("LogOverlap", false) ? -scores.clamp(min: options.Number("LogFloor", 0)).log()
            : options.Flag("NegativeOverlap", false) ? -scores
            : 1 - scores;

    /// <summary>A class of which no pixel counts has no part in the mean; one with no true pixel has what Absent says.</summary>
    private Tensor MeanOfClasses(Tensor values, Tensor target, Tensor counted, long[] over)
    {
        var present = counted.amax(over);
        var occurs = (target.sum(over) > 0).to(values.dtype);
        var absent = options.Member(AbsentClass.Smooth);
        if (absent == AbsentClass.Skip)
            present = present * occurs;
        var seen = absent == AbsentClass.Zero ? present * occurs : present;
        var weights = options.Numbers("OverlapClassWeights") is { } given
            ? tensor(OverlapChoice.Select(index => given[index]).ToArray(), dtype: values.dtype)
            : ones(OverlapChoice.Length, dtype: values.dtype);
        return Reduce(weights * where(seen != 0, values, zeros_like(values)), (weights * present).sum());
    }

    private Tensor Dice(Tensor intersection, Tensor predicted, Tensor actual) => Ratio(2 * intersection, predicted + actual);

    private Tensor Jaccard(Tensor intersection, Tensor predicted, Tensor actual) => Ratio(intersection, predicted + actual - intersection);

    private Tensor Ratio(Tensor numerator, Tensor denominator)
        => (numerator + SmoothNumerator) / (denominator + SmoothDenominator).clamp(min: options.Number("Epsilon", 0));

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
