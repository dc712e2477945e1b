namespace MaskSharp.Fused;

/// <summary>ln 2 in two parts, the first with few bits, so that a whole number times it is exact (Cody and Waite 1980).</summary>
internal static class LnTwo
{
    public const float First = 0.693359375f;

    public const float Second = -2.12194440e-4f;
}
