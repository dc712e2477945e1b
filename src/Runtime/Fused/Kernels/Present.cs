namespace MaskSharp.Fused;

/// <summary>Yes.</summary>
internal readonly struct Present : IPresence
{
    public static bool Value => true;
}
