namespace MaskSharp;

/// <summary>No everywhere.</summary>
internal readonly struct NoPixel : IPixelBits<NoPixel>
{
    public NoPixel From(long first) => this;

    public ulong Word(nint first) => 0;

    public ulong Rest(nint first, int count) => 0;
}
