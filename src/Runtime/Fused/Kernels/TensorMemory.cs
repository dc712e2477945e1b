using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>The memory of dense CPU tensors, planes or channels-last. The caller keeps the tensor alive while the pointer is in use.</summary>
internal static unsafe class TensorMemory
{
    public static byte* Of(Tensor tensor)
    {
        if (!tensor.is_contiguous())
        {
            using var last = tensor.movedim([1], [-1]);
            return Of(last);
        }

        // A span cannot cover more than 2^31 bytes, but one over the first element says where they start.
        if (tensor.numel() * tensor.ElementSize <= int.MaxValue)
            return Start(tensor.bytes);
        using var flat = tensor.view(-1);
        using var first = flat.narrow(0, 0, 1);
        return Start(first.bytes);
    }

    // Native memory does not move, so the reference may be kept as a pointer.
    private static byte* Start(Span<byte> bytes) => (byte*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetReference(bytes));
}
