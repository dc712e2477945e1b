using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>
/// The checked arguments of one call: prediction as [N, C, P] with all of space in P, the target beside it, and which pixels count.
/// </summary>
/// <param name="Layout">The loss.</param>
/// <param name="Prediction">The prediction as given.</param>
/// <param name="Target">The target; class indices of a Multilabel loss are already expanded to bool [N, C, P].</param>
/// <param name="Mask">Bool [N, P], or null where every pixel counts.</param>
/// <param name="Shape">N, C and P.</param>
/// <param name="HasClassIndices">Whether the target came as class indices.</param>
internal sealed record LossInputs(
    LossLayout Layout, Tensor Prediction, Tensor Target, Tensor? Mask, PixelShape Shape, bool HasClassIndices)
{
    /// <summary>The signed distances to the target's borders that the caller gave, of the prediction's number of elements, or null.</summary>
    public Tensor? DistanceMap { get; init; }

    /// <summary>Whether the fused kernel can read the tensors where they are.</summary>
    public bool CanFuse => Prediction.device_type == TorchSharp.DeviceType.CPU && (Prediction.is_contiguous() || IsChannelsLast(Prediction));

    /// <summary>
    /// The same with all tensors [N, C or 1, P], the prediction's differentiably: made once for all slices, since strided memory is copied.
    /// </summary>
    public LossInputs Flattened() => this with
    {
        Prediction = Prediction.reshape(Shape.Samples, Shape.Channels, Shape.Pixels),
        Target = Target.reshape(Shape.Samples, Layout.Mode == SegmentationMode.Multiclass && HasClassIndices ? 1 : Shape.Channels, Shape.Pixels),
        Mask = Mask?.reshape(Shape.Samples, 1, Shape.Pixels),
    };

    /// <summary>Whether a tensor [N, C, …] lies in memory as [N, …, C], without gaps.</summary>
    private static bool IsChannelsLast(Tensor tensor)
    {
        if (tensor.Dimensions < 3)
            return false;
        using var last = tensor.movedim([1], [-1]);
        return last.is_contiguous();
    }

    /// <summary>
    /// Checks the arguments of a generated loss. Tensors that it makes belong to the current dispose scope.
    /// </summary>
    /// <exception cref="ArgumentException">A shape, dtype or device does not fit; the message names the argument and what was expected.</exception>
    public static LossInputs Check(LossLayout layout, Tensor prediction, Tensor target, Tensor? mask)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        AliveCheck.Check(layout, prediction, nameof(prediction));
        AliveCheck.Check(layout, target, nameof(target));
        if (mask is not null)
            AliveCheck.Check(layout, mask, nameof(mask));

        var sizes = TensorSizes.Of(prediction);
        var shape = PredictionCheck.ShapeOf(layout, prediction, sizes);
        var hasIndices = TargetCheck.HasClassIndices(layout, prediction, sizes, target);
        var counted = mask is null ? null : MaskCheck.Counted(layout, prediction, mask, shape);

        if (layout.Mode != SegmentationMode.Multilabel || !hasIndices)
            return new(layout, prediction, target, counted, shape, hasIndices);

        var indices = target.reshape(shape.Samples, 1, shape.Pixels);
        if (layout.IgnoreIndex is { } ignored)
        {
            var kept = indices.ne(Constant.Of((long)ignored)).reshape(shape.Samples, shape.Pixels);
            counted = counted is null ? kept : counted.bitwise_and(kept);
        }

        TargetCheck.Range(layout, indices, counted, layout.Classes - 1);
        return new(layout, prediction, Expanded(layout, indices), counted, shape, true);
    }

    /// <summary>
    /// Class indices [N, 1, P] as values [N, C, P]. On the CPU the indices were checked; elsewhere a look at them would wait for
    /// the device, so an index that is no class makes its values NaN, and with them the loss.
    /// </summary>
    private static Tensor Expanded(LossLayout layout, Tensor indices)
    {
        var classes = arange(layout.Classes, dtype: ScalarType.Int64, device: indices.device).reshape(1, layout.Classes, 1);
        var values = indices.eq(classes);
        if (indices.device_type == TorchSharp.DeviceType.CPU)
            return values;
        var single = values.to(ScalarType.Float32);
        var wrong = indices.lt(Constant.Zero).bitwise_or(indices.ge(Constant.Of((long)layout.Classes)));
        return single.masked_fill(wrong, Constant.Of(double.NaN));
    }
}
