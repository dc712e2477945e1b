using System.Runtime.CompilerServices;
using TorchSharp;
using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>
/// Tensors over memory that is not torch's. TorchSharp shares memory with a tensor and says when the tensor's storage is gone, but its
/// public methods do so for whole arrays alone, without a word of the end. Where another version lacks the method below, there are no
/// lent tensors.
/// </summary>
internal static class LentTensor
{
    /// <summary>Whether TorchSharp can make one, as far as is known.</summary>
    public static bool IsAvailable { get; private set; } = true;

    /// <summary>A flat CPU tensor over pinned memory, values not set; null where TorchSharp cannot make one.</summary>
    public static Tensor? Over(Memory<byte> memory, long elements, ScalarType dtype)
    {
        try
        {
            return Share(null, memory, [elements], (sbyte)dtype, dtype, CPU, requires_grad: false, clone: false, names: null);
        }
        catch (MissingMethodException)
        {
            IsAvailable = false;
            return null;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = "_tensor_generic")]
    private static extern Tensor Share<T>(
        [UnsafeAccessorType("TorchSharp.torch, TorchSharp")] object? type,
        Memory<T> rawArray,
        ReadOnlySpan<long> dimensions,
        sbyte origType,
        ScalarType? dtype,
        Device? device,
        bool requires_grad,
        bool clone,
        string[]? names);
}
