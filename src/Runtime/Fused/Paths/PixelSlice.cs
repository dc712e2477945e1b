using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>
/// A range of the pixels [N, C, P] that torch operations treat at once. Each operation leaves a tensor of the slice's size, so that a
/// loss over all pixels at once would need many times the prediction's memory.
/// </summary>
/// <param name="Start">First pixel.</param>
/// <param name="Count">Pixels.</param>
internal readonly record struct PixelSlice(long Start, long Count)
{
    /// <summary>A dozen tensors of a slice's size are alive at a time: over sixteen slices less than the prediction itself.</summary>
    private const int Most = 16;

    /// <summary>Elements below which a slice on the CPU is not worth the calls.</summary>
    private const long FewestOnCpu = 1 << 16;

    /// <summary>The same on another device, where a call costs as much as a few million elements.</summary>
    private const long FewestElsewhere = 1 << 22;

    /// <summary>All pixels as one slice.</summary>
    public static IEnumerable<PixelSlice> Whole(LossInputs inputs) => [new(0, inputs.Shape.Pixels)];

    /// <summary>The pixels in as many slices as their number and the device make sensible, by the shape alone.</summary>
    public static IEnumerable<PixelSlice> Of(LossInputs inputs)
    {
        var shape = inputs.Shape;
        var rows = shape.Samples * shape.Channels;
        var fewest = inputs.Prediction.device_type == TorchSharp.DeviceType.CPU ? FewestOnCpu : FewestElsewhere;
        var slices = Math.Clamp(rows * shape.Pixels / fewest, 1, Math.Min(Most, shape.Pixels));
        var length = (shape.Pixels + slices - 1) / slices;
        for (var start = 0L; start < shape.Pixels; start += length)
            yield return new(start, Math.Min(length, shape.Pixels - start));
    }
}
