using MaskSharp;
using static TorchSharp.torch;

namespace Conformance.Reference;

/// <content>The terms that join classes or samples before their ratio.</content>
public sealed partial class EagerLoss
{
    private int[] OverlapChoice => options.Indices("OverlapClasses")
        ?? [.. Enumerable.Range(0, _classes).Where(index => index > 0 || options.Flag("IncludeBackground", true))];

    /// <summary>The chosen classes' probabilities, targets, and what counts of them.</summary>
    private (Tensor Probability, Tensor Target, Tensor Counted) Chosen(Pixels pixels)
    {
        var chosen = tensor(OverlapChoice.Select(index => (long)index).ToArray());
        var counted = pixels.Counted.index_select(1, chosen);
        return (Probabilities(pixels).index_select(1, chosen) * counted, pixels.Target.index_select(1, chosen), counted);
    }

    private Tensor GeneralizedDice(Pixels pixels)
    {
        var (probability, target, counted) = Chosen(pixels);
        long[] over = _scope == OverlapScope.Batch ? [0, 2] : [2];
        var squared = options.Flag("SquaredDenominator", false);
        var common = options.Flag("SoftTargets", false) ? minimum(probability, target) : probability * target;
        var volume = target.sum(over);
        var weight = options.Member(VolumeWeight.Square) switch
        {
            VolumeWeight.Square => 1 / volume.square(),
            VolumeWeight.Simple => 1 / volume,
            _ => ones_like(volume),
        };
        var infinite = weight.isinf();
        weight = where(infinite, zeros_like(weight), weight);
        if (options.Member(AbsentClass.Smooth) == AbsentClass.Smooth)
            weight = where(infinite, weight.amax([-1L], keepdim: true).expand(weight.shape), weight);
        else
            weight = where(volume > 0, weight, zeros_like(weight));
        weight = weight * (counted.amax(over) > 0).to(weight.dtype);
        if (options.Numbers("OverlapClassWeights") is { } given)
            weight = weight * tensor(OverlapChoice.Select(index => given[index]).ToArray(), dtype: weight.dtype);

        var sums = ((squared ? probability.square() : probability) + (squared ? target.square() : target)).sum(over);
        var takesPart = counted.amax(over).amax([-1L]) > 0;
        var absent = options.Member(AbsentClass.Smooth);
        var occurs = absent == AbsentClass.Smooth ? ones_like(takesPart) : (weight * volume).sum(-1) > 0;

        // Where nothing occurs the ratio may be 0/0, whose slope would reach the prediction through a choice as well.
        Tensor Or1(Tensor sum) => where(occurs, sum, ones_like(sum));
        var value = OfScores(Ratio(Or1(2 * (weight * common.sum(over)).sum(-1)), Or1((weight * sums).sum(-1))));
        value = where(takesPart.logical_and(occurs), value, zeros_like(value));
        var present = absent == AbsentClass.Skip ? takesPart.logical_and(occurs) : takesPart;
        return Reduce(value.reshape(-1), present.to(value.dtype).sum());
    }

    private Tensor Mcc(Pixels pixels)
    {
        var (probability, target, counted) = Chosen(pixels);
        var smooth = options.Number("Smooth", 1);
        long[] over = [0, 2];
        var common = options.Flag("SoftTargets", false) ? minimum(probability, target) : probability * target;
        var both = common.sum(over) + smooth;
        var excess = (probability - common).sum(over) + smooth;
        var missed = (target - common).sum(over) + smooth;
        var neither = ((1 - probability - target + common) * counted).sum(over) + smooth;
        var product = (both + excess) * (both + missed) * (neither + excess) * (neither + missed);
        var value = 1 - (((both * neither) - (excess * missed)) / product.sqrt());
        return MeanOfClasses(value, target, counted, over);
    }
}
