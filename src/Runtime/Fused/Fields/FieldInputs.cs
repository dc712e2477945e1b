using TorchSharp;
using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>
/// What the field terms of one call look at, made once for all of them: prediction, probabilities and target as [N, C, P] in at
/// least float32, the extent of space, and which elements count. All tensors belong to the current dispose scope.
/// </summary>
internal sealed class FieldInputs
{
    private readonly PixelTensors _pixels;
    private Tensor? _logProbabilities;
    private Tensor? _probabilities;
    private Tensor? _complements;
    private Tensor? _rest;

    public FieldInputs(LossInputs inputs)
    {
        Layout = inputs.Layout;
        Shape = inputs.Shape;
        DistanceMap = inputs.DistanceMap;
        _pixels = new(inputs.Flattened(), PixelSlice.Whole(inputs).Single());
        var shape = inputs.Prediction.shape;
        PredictionShape = shape;
        Space = PredictionCheck.HasChannels(Layout, shape) ? shape[2..] : shape[1..];
    }

    public LossLayout Layout { get; }

    public PixelShape Shape { get; }

    /// <summary>Extent of each axis of space; none where a sample is one pixel.</summary>
    public long[] Space { get; }

    /// <summary>The prediction's own shape.</summary>
    public long[] PredictionShape { get; }

    /// <summary>The distance map that the caller gave, of the prediction's number of elements, or null.</summary>
    public Tensor? DistanceMap { get; }

    /// <summary>Logits or probabilities, certain background where ignored.</summary>
    public Tensor Prediction => _pixels.Prediction;

    /// <summary>The target, class indices expanded to 0 and 1; 0 where ignored.</summary>
    public Tensor Target => _pixels.Target;

    /// <summary>1 − target.</summary>
    public Tensor TargetRest => _rest ??= ones_like(Target) - Target;

    /// <summary>Whether an element counts, bool [N, 1, P] or [N, C, P]; null where all do.</summary>
    public Tensor? IsCounted => _pixels.IsCounted;

    /// <summary>Where a class index that counts is no class; null where the target has none.</summary>
    public Tensor? OutOfRange => _pixels.OutOfRange;

    /// <summary>The dtype for counting: float64 wherever the device has it.</summary>
    public ScalarType Wide => Prediction.device_type == DeviceType.MPS ? ScalarType.Float32 : ScalarType.Float64;

    public bool IsOnCpu => Prediction.device_type == DeviceType.CPU;

    private bool HasLogits => Layout.Input == PredictionKind.Logits;

    /// <summary>log p of exclusive classes, at least −100 where probabilities were given.</summary>
    public Tensor LogProbabilities => _logProbabilities ??= HasLogits ? Prediction.log_softmax(1) : ClampedLogarithm.Of(Prediction);

    /// <summary>p; 0 where ignored.</summary>
    public Tensor Probabilities => _probabilities ??= (HasLogits, Layout.Mode) switch
    {
        (false, _) => Prediction,
        // Unlike softmax itself, these two have the same bits for any number of threads.
        (_, SegmentationMode.Multiclass) => Kept(LogProbabilities.exp()),
        _ => SteadySigmoid.Of(Prediction),
    };

    /// <summary>1 − p, from logits without cancellation where channels are independent.</summary>
    public Tensor Complements => _complements ??= HasLogits && Layout.Mode != SegmentationMode.Multiclass
        ? SteadySigmoid.Of(-Prediction)
        : ones_like(Probabilities) - Probabilities;

    /// <summary><paramref name="values"/> where the element counts, else 0.</summary>
    public Tensor Kept(Tensor values) => IsCounted is null ? values : TensorFormulas.Keep(IsCounted, values);

    /// <summary>The channels that the loss chose, of a tensor [N, C, P] or [groups, C].</summary>
    public Tensor Chosen(Tensor channels) => OverlapClasses.Pick(Layout, channels);

    /// <summary>Which elements of the chosen channels count, bool [N, 1, P] or [N, chosen, P]; null where all do.</summary>
    public Tensor? ChosenCounted => IsCounted is null || IsCounted.shape[1] == 1 ? IsCounted : Chosen(IsCounted);

    /// <summary>How many elements of each group and chosen channel count, [groups, chosen].</summary>
    public Tensor CountsOfChosen()
    {
        var groups = Layout.Over == OverlapScope.Sample ? Shape.Samples : 1;
        if (ChosenCounted is not { } counted)
            return full([groups, Layout.OverlapCount], Constant.Of(Shape.Samples * Shape.Pixels / groups), Prediction.dtype, Prediction.device);
        return SumOfClasses(counted.to(Prediction.dtype)).expand(groups, Layout.OverlapCount);
    }

    /// <summary>The sums of values [N, channels, P] over each group and channel, [groups, channels].</summary>
    public Tensor SumOfClasses(Tensor values)
    {
        var rows = SteadySum.OverLast(values);
        return Layout.Over == OverlapScope.Sample ? rows : rows.sum(0L).unsqueeze(0);
    }
}
