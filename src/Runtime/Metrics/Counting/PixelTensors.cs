using MaskSharp.Fused;
using static TorchSharp.torch;

namespace MaskSharp;

/// <summary>
/// Prediction, target and mask of one batch, checked before any native code sees them and brought to one layout.
/// </summary>
/// <param name="Prediction">[N, C, S].</param>
/// <param name="Target">[N, C, S], or [N, S] of class indices.</param>
/// <param name="Mask">[N, S] of Bool, or null.</param>
/// <param name="TargetIsIndices">Whether the target holds class indices.</param>
/// <param name="Space">Length of each spatial axis, of which S is the product.</param>
internal sealed record PixelTensors(Tensor Prediction, Tensor Target, Tensor? Mask, bool TargetIsIndices, long[] Space)
{
    private static readonly ScalarType[] _floating = [ScalarType.Float32, ScalarType.Float64, ScalarType.Float16, ScalarType.BFloat16];

    private static readonly ScalarType[] _countable
        = [.. _floating, ScalarType.Bool, ScalarType.Byte, ScalarType.Int8, ScalarType.Int16, ScalarType.Int32, ScalarType.Int64];

    /// <summary>Whether the target's values must be classes; floating ones may be probabilities, which 0.5 divides.</summary>
    public bool TargetIsWhole => TargetIsIndices || (Target.dtype != ScalarType.Bool && !_floating.Contains(Target.dtype));

    public int Samples { get; } = (int)Prediction.shape[0];

    public int Classes { get; } = (int)Prediction.shape[1];

    public long Pixels { get; } = Prediction.shape[2];

    /// <summary>Checks the arguments of a count; the caller has switched gradients off.</summary>
    /// <param name="prediction">[N, C, …], or with one class [N, …] too.</param>
    /// <param name="target">The same shape, with or without a channel of 1; with several classes [N, …] or [N, 1, …] are indices.</param>
    /// <param name="mask">Broadcastable over [N, 1, …], or null.</param>
    /// <param name="classes">Channels C.</param>
    /// <exception cref="ArgumentException">What does not fit, with its shape and what was expected.</exception>
    public static PixelTensors Check(Tensor prediction, Tensor target, Tensor? mask, int classes)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        CheckKind(prediction, nameof(prediction), _floating, prediction, ": the network's output, before a threshold or an argmax; masks and labels are counted by PixelCounts.FromMasks and FromLabels");
        CheckKind(target, nameof(target), _countable, prediction);

        var shape = prediction.shape;
        var hasChannels = shape.Length >= 2 && shape[1] == classes;
        if (shape.Length == 0 || (classes > 1 && !hasChannels))
            throw Wrong(nameof(prediction), shape, classes > 1 ? $"[N, {classes}, …]" : "[N, 1, …] or [N, …]");
        long[] space = hasChannels ? shape[2..] : shape[1..];
        long[] plain = [shape[0], .. space];
        long[] single = [shape[0], 1, .. space];
        long[] channels = [shape[0], classes, .. space];
        if (!Same(target.shape, plain) && !Same(target.shape, single) && !Same(target.shape, channels))
            throw Wrong(nameof(target), target.shape, classes > 1 ? $"{Text(channels)}, or class indices {Text(plain)}" : $"{Text(single)} or {Text(plain)}");

        var (samples, pixels) = (shape[0], space.Aggregate(1L, (product, length) => product * length));
        var isIndices = classes > 1 && !Same(target.shape, channels);
        return new(
            prediction.reshape(samples, classes, pixels),
            isIndices ? target.reshape(samples, pixels) : target.reshape(samples, classes, pixels),
            mask is null ? null : Expand(mask, prediction, plain, single).reshape(samples, pixels),
            isIndices,
            space);
    }

    /// <summary>The same values where each tensor is contiguous.</summary>
    public PixelTensors Contiguous()
    {
        // A second tensor over the same memory costs more than the question, which small images feel.
        Tensor Dense(Tensor tensor) => tensor.is_contiguous() ? tensor : tensor.contiguous();
        return new(Dense(Prediction), Dense(Target), Mask is null ? null : Dense(Mask), TargetIsIndices, Space);
    }

    /// <summary>What to throw where the target holds a value that is no class.</summary>
    public ArgumentException WrongValue(string target, string place)
    {
        // The 255 of a mask image looks like the usual ignored value: IgnoreIndex = 255 would leave out the foreground, and no error would say so.
        var expected = TargetIsIndices ? $"class indices from 0 to {Classes - 1}." : "0 or 1. Of a mask image whose foreground has another value take target.ne(0).";
        return new($"target holds {target}{place}; expected {expected} A value that marks ignored pixels belongs into IgnoreIndex.", nameof(target));
    }

    private static void CheckKind(Tensor tensor, string name, ScalarType[] types, Tensor prediction, string advice = "")
    {
        if (!types.Contains(tensor.dtype))
            throw new ArgumentException($"{name} has dtype {tensor.dtype} and shape {Text(tensor.shape)}; expected one of {string.Join(", ", types)}{advice}.", name);
        if (tensor.numel() == 0)
            throw new ArgumentException($"{name} has shape {Text(tensor.shape)}, which holds no element to count.", name);
        if (tensor.device_type == TorchSharp.DeviceType.META)
            throw new ArgumentException($"{name} with shape {Text(tensor.shape)} is on the meta device, which holds no values to count.", name);
        if (tensor.device_type != prediction.device_type || tensor.device_index != prediction.device_index)
            throw new ArgumentException($"{name} with shape {Text(tensor.shape)} is on {tensor.device} where prediction is on {prediction.device}; expected one device.", name);
    }

    private static Tensor Expand(Tensor mask, Tensor prediction, long[] plain, long[] single)
    {
        CheckKind(mask, nameof(mask), _countable, prediction);
        var counted = mask.dtype == ScalarType.Bool ? mask : mask.ne(Constant.Zero);
        var withoutChannel = prediction.shape.Length == plain.Length;
        if (Same(mask.shape, plain) || (withoutChannel && Fits(mask.shape, plain)))
            return counted.expand(plain);
        if (Fits(mask.shape, single))
            return counted.expand(single);
        throw Wrong(nameof(mask), mask.shape, $"{Text(plain)}, or what broadcasts to {Text(single)}");
    }

    private static bool Fits(long[] shape, long[] wanted)
        => shape.Length <= wanted.Length && shape.Zip(wanted[^shape.Length..]).All(pair => pair.First == pair.Second || pair.First == 1);

    private static bool Same(long[] a, long[] b) => a.AsSpan().SequenceEqual(b);

    private static ArgumentException Wrong(string name, long[] shape, string expected)
        => new($"{name} has shape {Text(shape)}; expected {expected}.", name);

    private static string Text(long[] shape) => $"[{string.Join(", ", shape)}]";
}
