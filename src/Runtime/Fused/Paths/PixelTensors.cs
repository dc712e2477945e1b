using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>
/// The arguments of a loss as tensors [N, C, P] for torch operations, and the sums that the emitted code makes of them. All
/// tensors belong to the current dispose scope. Nothing here looks at data, so it runs on any device without waiting for it.
/// </summary>
/// <remarks>
/// An ignored pixel is made a background pixel that is predicted with certainty: it then adds exactly 0 to every sum and gets
/// exactly 0 gradient, whatever stood in it.
/// </remarks>
public sealed class PixelTensors
{
    // σ(−10,000) is 0 in every dtype, and finite where infinity times 0 would not be.
    private const double CertainBackground = -10_000;

    private readonly LossLayout _layout;
    private readonly PixelShape _shape;
    private readonly Tensor? _counted;

    /// <summary>The pixels of one slice of <see cref="LossInputs.Flattened"/> arguments.</summary>
    internal PixelTensors(LossInputs inputs, PixelSlice slice)
    {
        _layout = inputs.Layout;
        var c = inputs.Shape.Channels;
        _shape = inputs.Shape with { Pixels = slice.Count };
        var computed = ComputedType(inputs.Prediction);
        var prediction = Slice(inputs.Prediction).to(computed);
        var mask = inputs.Mask is null ? null : Slice(inputs.Mask);

        var isIndexed = _layout.Mode == SegmentationMode.Multiclass && inputs.HasClassIndices;
        var target = Slice(inputs.Target);
        var ignores = _layout.IgnoreIndex is not null && (isIndexed || !inputs.HasClassIndices);
        var kept = ignores ? target.ne(Constant.Of((long)_layout.IgnoreIndex!.Value)) : null;
        _counted = (mask, kept) switch
        {
            (null, _) => kept,
            (_, null) => mask,
            _ => mask.bitwise_and(kept),
        };

        if (isIndexed)
        {
            var classes = arange(c, dtype: ScalarType.Int64, device: target.device).reshape(1, c, 1);
            OutOfRange = target.lt(Constant.Zero).bitwise_or(target.ge(Constant.Of(c)));
            if (_counted is not null)
                OutOfRange = OutOfRange.bitwise_and(_counted);
            target = target.eq(classes);
        }

        target = target.to(computed);
        if (_counted is not null)
        {
            var background = _layout.Input == PredictionKind.Probabilities || _layout.Mode == SegmentationMode.Multiclass ? 0 : CertainBackground;
            prediction = TensorFormulas.Keep(_counted, prediction, background);
            target = TensorFormulas.Keep(_counted, target);
        }

        Prediction = prediction;
        Target = target;
        Pixel = new Tensor[_layout.PixelSums];
        Class = new Tensor[_layout.ClassSums];
        Counted = _counted?.to(computed);

        Tensor Slice(Tensor whole) => slice.Count == inputs.Shape.Pixels ? whole : whole.narrow(2, slice.Start, slice.Count);
    }

    /// <summary>The prediction [N, C, P], float64 where it was given so, else float32.</summary>
    public Tensor Prediction { get; }

    /// <summary>The target [N, C, P] in the prediction's dtype, class indices expanded to 0 and 1.</summary>
    public Tensor Target { get; }

    /// <summary>Each sum over all pixels; unreduced under <see cref="LossReduction.None"/>.</summary>
    internal Tensor[] Pixel { get; }

    /// <summary>Each class sum, [groups, C].</summary>
    internal Tensor[] Class { get; }

    /// <summary>1 where an element counts, [N, 1, P] or [N, C, P]; null where all do.</summary>
    internal Tensor? Counted { get; }

    /// <summary>Whether an element counts, bool, as <see cref="Counted"/>.</summary>
    internal Tensor? IsCounted => _counted;

    /// <summary>Where a counted class index is no class; null where the target has none.</summary>
    internal Tensor? OutOfRange { get; }

    /// <summary>The dtype in which a prediction is computed with.</summary>
    internal static ScalarType ComputedType(Tensor prediction)
        => prediction.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;

    /// <summary>Takes the ignored pixels out of values.</summary>
    /// <param name="values">[N, 1, P] or [N, C, P] in the prediction's dtype, finite.</param>
    /// <returns>The values, 0 where the pixel is ignored; shape and dtype stay.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is null.</exception>
    public Tensor Kept(Tensor values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Counted is null ? values : values * Counted;
    }

    /// <summary>Notes a sum over all pixels.</summary>
    /// <param name="index">The sum's number, from 0 to <see cref="LossLayout.PixelSums"/> − 1.</param>
    /// <param name="values">What is summed, [N, 1, P] or [N, C, P] in the prediction's dtype, 0 where a pixel is ignored.</param>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is null.</exception>
    public void SetPixelSum(int index, Tensor values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Pixel[index] = _layout.Reduction == LossReduction.None ? values : values.sum();
    }

    /// <summary>Notes a sum of each class, over the batch or over each sample.</summary>
    /// <param name="index">The sum's number, from 0 to <see cref="LossLayout.ClassSums"/> − 1.</param>
    /// <param name="values">What is summed, [N, C, P] in the prediction's dtype, 0 where a pixel is ignored.</param>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is null.</exception>
    public void SetClassSum(int index, Tensor values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Class[index] = SumOfClasses(values);
    }

    /// <summary>The counted pixels of each group and class, or null where all are.</summary>
    internal Tensor? CountedOfClasses() => Counted is null ? null : SumOfClasses(Counted.expand(_shape.Samples, _shape.Channels, _shape.Pixels));

    private Tensor SumOfClasses(Tensor values)
        => _layout.Over == OverlapScope.Sample ? values.sum(2) : values.sum([0L, 2L]).unsqueeze(0);
}
