using System.Buffers;
using TorchSharp;
using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>Fields of distances to the border of each mask of a batch, on the CPU.</summary>
internal static unsafe class DistanceFields
{
    /// <summary>The value of a pixel, given its distance to the border: to the nearest background inside, to the nearest foreground outside.</summary>
    public delegate double FieldValue(bool isInside, double distance);

    /// <summary>
    /// The field of each mask, float64 [N, C, P] on the CPU. A mask that is empty or full has no border, and a field of zeros.
    /// </summary>
    /// <param name="values">[N, C, P] on any device with values; foreground is above 0.5. Off the CPU it is copied, which waits for the device.</param>
    /// <param name="space">Extent of each axis.</param>
    /// <param name="spacing">Distance of neighbouring pixels along each axis; empty is 1.</param>
    /// <param name="field">What becomes of a distance.</param>
    public static Tensor Of(Tensor values, long[] space, double[] spacing, FieldValue field)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var masks = values.detach().gt(Constant.Of(0.5)).cpu().contiguous();
        var result = zeros(masks.shape, ScalarType.Float64);
        var images = checked((int)(masks.shape[0] * masks.shape[1]));
        var pixels = checked((int)masks.shape[2]);
        int[] shape = space.Length == 0 ? [1] : [.. space.Select(length => checked((int)length))];
        var (from, to) = ((nint)TensorMemory.Of(masks), (nint)TensorMemory.Of(result));

        // Several images take a thread each, a single one takes all threads.
        var threads = get_num_threads();
        var isShared = images >= threads;
        TorchThreads.Run(images, FillImage, isAlone: !isShared);
        GC.KeepAlive(masks);
        return result.MoveToOuterDisposeScope();

        void FillImage(int image)
        {
            var mask = new ReadOnlySpan<byte>((byte*)from + ((nint)image * pixels), pixels);
            var distances = new Span<double>((double*)to + ((nint)image * pixels), pixels);
            Fill(mask, distances, shape, spacing, isShared ? 1 : threads, field);
        }
    }

    /// <summary>Refuses tensors without values.</summary>
    /// <exception cref="ArgumentException">The tensor is on the meta device.</exception>
    public static void RequireValues(LossLayout layout, string term, Tensor tensor, string name)
    {
        if (tensor.device_type == DeviceType.META)
            throw new ArgumentException($"{layout.Name}: {term} takes the distance transform of {name}, which has no values on the meta device.", name);
    }

    private static void Fill(ReadOnlySpan<byte> mask, Span<double> field, int[] shape, double[] spacing, int threads, FieldValue value)
    {
        if (mask.IndexOf((byte)0) < 0 || mask.IndexOfAnyExcept((byte)0) < 0)
            return;
        var inside = ArrayPool<double>.Shared.Rent(mask.Length);
        DistanceTransform.ToForeground(mask, shape, spacing, field, threads);
        DistanceTransform.ToBackground(mask, shape, spacing, inside.AsSpan(0, mask.Length), threads);
        for (var i = 0; i < mask.Length; i++)
            field[i] = mask[i] != 0 ? value(true, inside[i]) : value(false, field[i]);
        ArrayPool<double>.Shared.Return(inside);
    }
}
