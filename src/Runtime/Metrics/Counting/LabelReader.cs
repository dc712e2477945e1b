namespace MaskSharp;

/// <summary>
/// The true class of each pixel on the CPU, from class indices or the largest of C channels; −1 where it does not count.
/// </summary>
internal sealed class LabelReader
{
    private readonly PixelTensors _tensors;
    private readonly PixelReader _target;
    private readonly PixelReader? _mask;
    private readonly int? _ignore;
    private readonly WrongTarget _wrong;

    public LabelReader(PixelTensors tensors, int? ignore)
    {
        _tensors = tensors;
        _target = PixelReader.Of(tensors.Target);
        _mask = tensors.Mask is { } mask ? PixelReader.Of(mask) : null;
        _ignore = ignore;
        _wrong = new(tensors, _target);
    }

    public void Read(int sample, long start, Span<short> labels)
    {
        var first = (sample * _tensors.Pixels) + start;
        Span<byte> valid = stackalloc byte[_mask is null ? 0 : labels.Length];
        _mask?.AtLeast(first, 1, valid);
        if (!_tensors.TargetIsIndices)
        {
            _target.ArgMax((sample * _tensors.Classes * _tensors.Pixels) + start, _tensors.Pixels, _tensors.Classes, labels);
            Discard(labels, valid);
            return;
        }

        var wrong = _target.Labels(first, valid, _ignore, _tensors.Classes, labels);
        if (wrong < 0)
            return;
        _wrong.Report(first + wrong);
        labels.Fill(-1);
    }

    /// <exception cref="ArgumentException">A counted pixel held no class index.</exception>
    public void ThrowIfOutOfRange() => _wrong.ThrowIfAny();

    private void Discard(Span<short> labels, ReadOnlySpan<byte> valid)
    {
        for (var i = 0; i < labels.Length; i++)
        {
            if ((!valid.IsEmpty && valid[i] == 0) || labels[i] == _ignore)
                labels[i] = -1;
        }
    }
}
