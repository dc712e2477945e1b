namespace MaskSharp;

/// <summary>Yes everywhere.</summary>
internal readonly struct EveryPixel : IPixelBits<EveryPixel>
{
    public EveryPixel From(long first) => this;

    public ulong Word(nint first) => ulong.MaxValue;

    public ulong Rest(nint first, int count) => (1UL << count) - 1;
}
