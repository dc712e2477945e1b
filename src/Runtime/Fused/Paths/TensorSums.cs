using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>
/// All sums of a loss by torch operations: those over all pixels (unreduced under <see cref="LossReduction.None"/>), those of each
/// group and class, and what was counted.
/// </summary>
internal sealed class TensorSums
{
    private readonly LossLayout _layout;
    private readonly PixelShape _shape;
    private Tensor? _classCounts;

    private TensorSums(LossInputs inputs)
    {
        _layout = inputs.Layout;
        _shape = inputs.Shape;
        Pixel = new Tensor[_layout.PixelSums];
        Class = new Tensor[_layout.ClassSums];
        DType = PixelTensors.ComputedType(inputs.Prediction);
        Device = inputs.Prediction.device;
    }

    /// <summary>Each sum over all pixels.</summary>
    public Tensor[] Pixel { get; }

    /// <summary>Each class sum, [groups, C].</summary>
    public Tensor[] Class { get; }

    /// <summary>The dtype of the sums.</summary>
    public ScalarType DType { get; }

    /// <summary>Where they are.</summary>
    public Device Device { get; }

    /// <summary>Whether a counted class index is no class, 0-dim; null where the target has no indices.</summary>
    public Tensor? OutOfRange { get; private set; }

    /// <summary>Lets the emitted sums run over the slices, one after another, each with a dispose scope of its own.</summary>
    public static TensorSums Of<TKernel>(LossInputs inputs, IEnumerable<PixelSlice> slices)
        where TKernel : ILossKernel
    {
        var sums = new TensorSums(inputs);
        var flat = inputs.Flattened();
        foreach (var slice in slices)
        {
            using var scope = NewDisposeScope();
            var pixels = new PixelTensors(flat, slice);
            TKernel.Sums(pixels);
            sums.Add(pixels);
        }

        if (sums._layout.CountSum >= 0)
            sums.Class[sums._layout.CountSum] = sums.ClassCounts;
        return sums;
    }

    /// <summary>The counted elements: pixels under a softmax, else elements of the prediction.</summary>
    public Tensor CountedElements()
        => _layout.Mode == SegmentationMode.Multiclass ? Counted(0, 1) : Counted(0, _shape.Channels);

    /// <summary>The counted elements of the classes from <paramref name="firstClass"/> on.</summary>
    public Tensor CountedFrom(int firstClass) => Counted(firstClass, _shape.Channels - firstClass);

    /// <summary>The counted pixels of each group and class, or null where all are.</summary>
    public Tensor? CountedOfClasses() => _classCounts;

    private Tensor ClassCounts => _classCounts ?? full([Groups, _shape.Channels], Constant.Of((double)_shape.Samples * _shape.Pixels / Groups), DType, Device);

    private long Groups => _layout.Over == OverlapScope.Sample ? _shape.Samples : 1;

    private Tensor Counted(int first, int classes) => _classCounts is null
        ? full([], Constant.Of((double)_shape.Samples * _shape.Pixels * classes), DType, Device)
        : _classCounts.narrow(1, first, classes).sum();

    private void Add(PixelTensors pixels)
    {
        for (var s = 0; s < Pixel.Length; s++)
            Pixel[s] = Sum(Pixel[s], pixels.Pixel[s]);
        for (var s = 0; s < Class.Length; s++)
        {
            if (s != _layout.CountSum)
                Class[s] = Sum(Class[s], pixels.Class[s]);
        }

        if (pixels.CountedOfClasses() is { } counted)
            _classCounts = Sum(_classCounts, counted);
        if (pixels.OutOfRange is { } wrong)
        {
            var any = wrong.any();
            OutOfRange = (OutOfRange is null ? any : OutOfRange.bitwise_or(any)).MoveToOuterDisposeScope();
        }
    }

    private static Tensor Sum(Tensor? sum, Tensor own) => (sum is null ? own : sum + own).MoveToOuterDisposeScope();
}
