namespace MaskSharp.Fused;

/// <summary>No.</summary>
internal readonly struct Missing : IPresence
{
    public static bool Value => false;
}
