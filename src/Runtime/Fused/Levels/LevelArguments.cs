using System.Globalization;
using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>The arguments of a loss over several levels, counted and ready to be resized to each.</summary>
internal sealed class LevelArguments
{
    private readonly LossLayout _layout;
    private readonly IReadOnlyList<Tensor> _predictions;
    private readonly Func<int, Tensor> _targetOf;
    private readonly Tensor? _mask;

    private LevelArguments(LossLayout layout, IReadOnlyList<Tensor> predictions, Func<int, Tensor> targetOf, Tensor? mask)
    {
        if (mask is not null)
            AliveCheck.Check(layout, mask, nameof(mask));
        _layout = layout;
        _predictions = predictions;
        _targetOf = targetOf;
        _mask = mask;
    }

    /// <summary>One target for all levels.</summary>
    /// <exception cref="ArgumentException">The number of predictions is another.</exception>
    public static LevelArguments Of(LossLayout layout, IReadOnlyList<Tensor> predictions, Tensor target, Tensor? mask, int levels)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(target);
        AliveCheck.Check(layout, target, nameof(target));
        Check(layout, nameof(predictions), predictions, levels);
        return new(layout, predictions, _ => target, mask);
    }

    /// <summary>A target for each level.</summary>
    /// <exception cref="ArgumentException">The number of predictions or targets is another.</exception>
    public static LevelArguments Of(LossLayout layout, IReadOnlyList<Tensor> predictions, IReadOnlyList<Tensor> targets, Tensor? mask, int levels)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(targets);
        Check(layout, nameof(predictions), predictions, levels);
        Check(layout, nameof(targets), targets, levels);
        return new(layout, predictions, level => targets[level], mask);
    }

    /// <summary>The loss of one level, with the labels in its resolution.</summary>
    /// <exception cref="ArgumentException">The level's arguments do not fit; the message says which level it is.</exception>
    public T Evaluate<T>(int level, Func<Tensor, Tensor, Tensor?, T> loss)
    {
        try
        {
            var (prediction, target) = (_predictions[level], _targetOf(level));
            var space = SpaceOf(prediction);
            var mask = _mask is null ? null : NearestExact.Resize(Checked(_mask, space.Length), space);
            return loss(prediction, NearestExact.Resize(target, space), mask);
        }
        catch (ArgumentException fault)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"Level {level} of the deep supervision: {fault.Message}"), fault.ParamName, fault);
        }
    }

    private static void Check(LossLayout layout, string name, IReadOnlyList<Tensor> list, int levels)
    {
        if (list.Count != levels)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"{layout.Name}: {name} has {list.Count} levels, expected {levels}, one for each weight of DeepSupervision."),
                name);
        }

        for (var level = 0; level < levels; level++)
        {
            var element = string.Create(CultureInfo.InvariantCulture, $"{name}[{level}]");
            ArgumentNullException.ThrowIfNull(list[level], element);
            AliveCheck.Check(layout, list[level], element);
        }
    }

    /// <summary>The sizes of a prediction's spatial dimensions, the last ones.</summary>
    private long[] SpaceOf(Tensor prediction)
    {
        var shape = prediction.shape;
        var leading = PredictionCheck.HasChannels(_layout, shape) ? 2 : 1;
        return shape.Length > leading ? shape[leading..] : [];
    }

    /// <summary>A mask of another resolution than the labels it belongs to would be resized to something that nobody meant.</summary>
    private Tensor Checked(Tensor mask, int dimensions)
    {
        var (own, labels) = (mask.shape, _targetOf(0).shape);
        for (var back = 1; back <= dimensions && back <= own.Length && back <= labels.Length; back++)
        {
            if (own[^back] != 1 && own[^back] != labels[^back])
            {
                throw new ArgumentException(
                    $"{_layout.Name}: mask has shape {ShapeText.Of(own)}, expected the spatial size of the target {ShapeText.Of(labels)}.", nameof(mask));
            }
        }

        return mask;
    }
}
