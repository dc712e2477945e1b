namespace MaskSharp;

/// <summary>The true class of each pixel on the CPU, from class indices or the largest of C channels, and whether it counts.</summary>
internal sealed unsafe class LabelReader
{
    private readonly PixelTensors _tensors;
    private readonly PixelReader _target;
    private readonly byte* _mask;
    private readonly int? _ignore;
    private readonly WrongTarget _wrong;

    public LabelReader(PixelTensors tensors, int? ignore)
    {
        _tensors = tensors;
        _target = PixelReader.Of(tensors.Target);
        _mask = tensors.Mask is { } mask ? Fused.TensorMemory.Of(mask) : null;
        _ignore = ignore;
        _wrong = new(tensors, _target);
    }

    /// <summary>Reads a run of one sample.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="start">Its first pixel.</param>
    /// <param name="labels">Receives the classes; anything where a pixel does not count.</param>
    /// <param name="counted">Receives whether pixels count.</param>
    /// <returns>Whether every pixel that counts has a class.</returns>
    public bool Read(int sample, long start, Span<short> labels, Span<ulong> counted)
    {
        var first = (sample * _tensors.Pixels) + start;
        if (_tensors.TargetIsIndices)
            _target.Labels(first, labels);
        else
            _target.ArgMax((sample * _tensors.Classes * _tensors.Pixels) + start, _tensors.Pixels, _tensors.Classes, labels);
        FindCounted(first, labels, counted);
        if (!_tensors.TargetIsIndices)
            return true;

        var wrong = LabelCounting.FirstOutside(labels, counted, _tensors.Classes);
        if (wrong < 0)
            return true;
        _wrong.Report(first + wrong);
        return false;
    }

    /// <exception cref="ArgumentException">A counted pixel held no class index.</exception>
    public void ThrowIfOutOfRange() => _wrong.ThrowIfAny();

    private void FindCounted(long first, ReadOnlySpan<short> labels, Span<ulong> counted)
    {
        if (_mask is null)
            BitCounting.Write(default(EveryPixel), labels.Length, counted);
        else
            BitCounting.Write(MaskCounting.NotZero(_mask + first), labels.Length, counted);
        if (_ignore is not { } value)
            return;

        Span<ulong> ignored = stackalloc ulong[counted.Length];
        if (_tensors.TargetIsIndices)
            _target.EqualTo(first, value, labels.Length, ignored);
        else if (value is >= 0 and < LabelCounting.MaxClasses)
            LabelCounting.EqualTo(labels, (short)value, ignored);
        for (var i = 0; i < counted.Length; i++)
            counted[i] &= ~ignored[i];
    }
}
