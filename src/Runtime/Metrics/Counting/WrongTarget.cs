namespace MaskSharp;

/// <summary>
/// Remembers the first target value that is none to count, so that the threads can go on and one error, the same on every
/// run, is thrown at the end.
/// </summary>
internal sealed class WrongTarget(PixelTensors tensors, PixelReader target)
{
    private readonly Lock _lock = new();
    private long _first = long.MaxValue;

    /// <summary>Reports the value at this place of the target.</summary>
    public void Report(long index)
    {
        lock (_lock)
            _first = Math.Min(_first, index);
    }

    /// <exception cref="ArgumentException">A value was reported.</exception>
    public void ThrowIfAny()
    {
        if (_first == long.MaxValue)
            return;
        var (plane, pixel) = Math.DivRem(_first, tensors.Pixels);
        var place = tensors.TargetIsIndices || tensors.Classes == 1
            ? $" at sample {plane}, pixel {pixel}"
            : $" at sample {plane / tensors.Classes}, channel {plane % tensors.Classes}, pixel {pixel}";
        throw tensors.WrongValue(target.Text(_first), place);
    }
}
