using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>That a tensor still has its native half, and memory of its elements.</summary>
internal static class AliveCheck
{
    /// <summary>Refuses a tensor that was disposed, or is sparse, which native code could only fail on.</summary>
    /// <exception cref="ArgumentException">It was disposed, or is sparse.</exception>
    public static void Check(LossLayout layout, Tensor tensor, string name)
    {
        if (tensor.IsInvalid)
            throw new ArgumentException($"{layout.Name}: {name} has been disposed, expected a tensor that is still in use; a dispose scope may have ended.", name);
        if (tensor.is_sparse)
            throw new ArgumentException($"{layout.Name}: {name} is sparse, expected a dense tensor; call to_dense().", name);
    }
}
