namespace MaskSharp;

/// <summary>The generator SplitMix64 (Steele, Lea and Flood 2014): the same numbers on every machine and runtime.</summary>
internal struct SplitMix
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong _state;

    /// <summary>A stream of its own for each number, so that streams can be drawn in any order.</summary>
    public SplitMix(long seed, long stream)
    {
        // Through the mixer, because neighbouring states are shifted copies of one sequence.
        _state = Mix((ulong)seed + Golden);
        _state = Mix(_state ^ Mix((ulong)stream));
    }

    /// <summary>A whole number from 0 to <paramref name="count"/> − 1.</summary>
    public int Below(int count)
    {
        _state += Golden;
        return (int)Math.BigMul(Mix(_state), (ulong)count, out _);
    }

    private static ulong Mix(ulong state)
    {
        state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        state = (state ^ (state >> 27)) * 0x94D049BB133111EB;
        return state ^ (state >> 31);
    }
}
