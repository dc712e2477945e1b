namespace MaskSharp;

/// <summary>Answers that are words already, of a run that starts at a word's first bit.</summary>
internal readonly unsafe struct WordBits(ulong* words) : IPixelBits<WordBits>
{
    private readonly ulong* _words = words;

    public WordBits From(long first) => new(_words + (first / BitCounting.WordPixels));

    public ulong Word(nint first) => _words[(nuint)first / BitCounting.WordPixels];

    public ulong Rest(nint first, int count) => Word(first) & ((1UL << count) - 1);
}
