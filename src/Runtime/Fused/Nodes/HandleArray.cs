namespace MaskSharp.Fused;

/// <summary>LibTorchSharp's array of handles of tensors, laid out as it reads it.</summary>
/// <param name="first">The first handle.</param>
/// <param name="count">How many there are.</param>
internal readonly unsafe struct HandleArray(nint* first, long count)
{
    public readonly nint* First = first;

    public readonly long Count = count;
}
