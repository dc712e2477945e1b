using System.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>Extremes of neighbourhoods in the processor's memory: one pass of contiguous runs for each neighbour.</summary>
internal static unsafe class NeighbourMemory
{
    private const long ElementsForThreads = 65_536;

    public static bool CanRead(Tensor image) => image.device_type == DeviceType.CPU && image.is_contiguous();

    public static Tensor Value(Tensor image, NeighbourCall call)
    {
        var value = image.clone();
        if (image.dtype == ScalarType.Float64)
            Extremes((double*)TensorMemory.Of(image), (double*)TensorMemory.Of(value), call);
        else
            Extremes((float*)TensorMemory.Of(image), (float*)TensorMemory.Of(value), call);
        return value;
    }

    /// <summary>Hands each pixel's gradient to the first of its neighbourhood that has the extreme, beginning with itself.</summary>
    public static Tensor Gradient(Tensor image, Tensor value, Tensor upstream, NeighbourCall call)
    {
        var gradient = zeros(image.shape, image.dtype);
        var rest = upstream.clone();
        if (image.dtype == ScalarType.Float64)
            HandBack<double>(image, value, rest, gradient, call);
        else
            HandBack<float>(image, value, rest, gradient, call);
        return gradient;
    }

    private static void Extremes<T>(T* image, T* value, NeighbourCall call)
        where T : unmanaged
    {
        foreach (var axis in call.Axes)
        {
            EachRun(axis, (start, count) =>
            {
                Into(value + start + axis.Inner, image + start, count, call.IsLeast);
                Into(value + start, image + start + axis.Inner, count, call.IsLeast);
            });
        }
    }

    private static void HandBack<T>(Tensor image, Tensor value, Tensor rest, Tensor gradient, NeighbourCall call)
        where T : unmanaged
    {
        var from = (T*)TensorMemory.Of(image);
        var extreme = (T*)TensorMemory.Of(value);
        var left = (T*)TensorMemory.Of(rest);
        var into = (T*)TensorMemory.Of(gradient);
        Hand(from, extreme, left, into, image.numel());
        foreach (var axis in call.Axes)
        {
            EachRun(axis, (start, count) =>
            {
                Hand(from + start, extreme + start + axis.Inner, left + start + axis.Inner, into + start, count);
                Hand(from + start + axis.Inner, extreme + start, left + start, into + start + axis.Inner, count);
            });
        }
    }

    /// <summary>Runs of all places of one outer index but the last along the axis, in parallel; no two touch the same element.</summary>
    private static void EachRun(NeighbourAxis axis, Action<long, long> run)
    {
        var (block, count) = (axis.Length * axis.Inner, (axis.Length - 1) * axis.Inner);

        // Short runs go to a thread together.
        var together = Math.Max(1, ElementsForThreads / block);
        var parts = (int)((axis.Outer + together - 1) / together);
        TorchThreads.Run(parts, part =>
        {
            var end = Math.Min(axis.Outer, (part + 1) * together);
            for (var outer = part * together; outer < end; outer++)
                run(outer * block, count);
        });
    }

    private static void Into<T>(T* value, T* neighbour, long count, bool isLeast)
        where T : unmanaged
    {
        var i = 0L;
        for (; i <= count - Vector<T>.Count; i += Vector<T>.Count)
        {
            var (own, other) = (Vector.Load(value + i), Vector.Load(neighbour + i));
            Vector.Store(isLeast ? Vector.Min(own, other) : Vector.Max(own, other), value + i);
        }

        for (; i < count; i++)
        {
            var (own, other) = (new Vector<T>(value[i]), new Vector<T>(neighbour[i]));
            value[i] = (isLeast ? Vector.Min(own, other) : Vector.Max(own, other))[0];
        }
    }

    /// <summary>Where the neighbour has the extreme it gets what is left of the pixel's gradient.</summary>
    private static void Hand<T>(T* neighbour, T* extreme, T* rest, T* gradient, long count)
        where T : unmanaged
    {
        var i = 0L;
        for (; i <= count - Vector<T>.Count; i += Vector<T>.Count)
        {
            var isIt = Vector.Equals(Vector.Load(neighbour + i), Vector.Load(extreme + i));
            var left = Vector.Load(rest + i);
            Vector.Store(Vector.Load(gradient + i) + Vector.ConditionalSelect(isIt, left, Vector<T>.Zero), gradient + i);
            Vector.Store(Vector.ConditionalSelect(isIt, Vector<T>.Zero, left), rest + i);
        }

        for (; i < count; i++)
        {
            if (Vector.Equals(new Vector<T>(neighbour[i]), new Vector<T>(extreme[i])) == Vector<T>.Zero)
                continue;
            gradient[i] = (new Vector<T>(gradient[i]) + new Vector<T>(rest[i]))[0];
            rest[i] = default;
        }
    }
}
