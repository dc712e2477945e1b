namespace MaskSharp.Fused;

/// <summary>A yes or no that the JIT knows, so that a kernel without a mask has no trace of one.</summary>
internal interface IPresence
{
    static abstract bool Value { get; }
}
