using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>The memory of dense CPU tensors, planes or channels-last. The caller keeps the tensor alive while the pointer is in use.</summary>
internal static unsafe class TensorMemory
{
    public static byte* Of(Tensor tensor)
    {
        using var last = tensor.is_contiguous() ? null : tensor.movedim([1], [-1]);
        var dense = last ?? tensor;

        // A span cannot cover more than 2^31 bytes, but one over the first element says where they start.
        if (dense.numel() * dense.ElementSize <= int.MaxValue)
            return Start(dense.bytes);
        using var flat = dense.view(-1);
        using var first = flat.narrow(0, 0, 1);
        return Start(first.bytes);
    }

    // Native memory does not move, so the reference may be kept as a pointer.
    private static byte* Start(Span<byte> bytes) => (byte*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetReference(bytes));
}
