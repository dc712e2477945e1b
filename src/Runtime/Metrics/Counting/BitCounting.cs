using System.Numerics;
using System.Runtime.CompilerServices;

namespace MaskSharp;

/// <summary>The kernel of all counting: 64 pixels are the bits of a word, and the set bits of a few words are the counts.</summary>
internal static class BitCounting
{
    /// <summary>Pixels of a word.</summary>
    public const int WordPixels = 64;

    /// <summary>Adds the pixels of a run to the totals of a class.</summary>
    /// <param name="predicted">Whether a pixel is predicted as the class.</param>
    /// <param name="actual">Whether a pixel is of the class.</param>
    /// <param name="counted">Whether a pixel counts.</param>
    /// <param name="length">Number of pixels.</param>
    /// <param name="totals">What is added to.</param>
    public static void Count<TPredicted, TActual, TCounted>(TPredicted predicted, TActual actual, TCounted counted, int length, ref PixelTotals totals)
        where TPredicted : struct, IPixelBits<TPredicted>
        where TActual : struct, IPixelBits<TActual>
        where TCounted : struct, IPixelBits<TCounted>
        => Count(predicted, actual, counted, default(NoPixel), length, ref totals);

    /// <summary>The same, looking for a wrong value among the pixels that count on the way.</summary>
    /// <returns>The first wrong pixel of the run, or −1.</returns>
    public static int Count<TPredicted, TActual, TCounted, TWrong>(
        TPredicted predicted, TActual actual, TCounted counted, TWrong wrong, int length, ref PixelTotals totals)
        where TPredicted : struct, IPixelBits<TPredicted>
        where TActual : struct, IPixelBits<TActual>
        where TCounted : struct, IPixelBits<TCounted>
        where TWrong : struct, IPixelBits<TWrong>
    {
        var whole = length / WordPixels * WordPixels;
        var (both, ofPrediction, ofTarget, all) = (0L, 0L, 0L, 0L);
        var found = -1;
        for (var i = 0; i < whole; i += WordPixels)
        {
            var valid = counted.Word(i);
            var p = predicted.Word(i) & valid;
            var t = actual.Word(i) & valid;
            both += BitOperations.PopCount(p & t);
            ofPrediction += BitOperations.PopCount(p);
            ofTarget += BitOperations.PopCount(t);
            all += BitOperations.PopCount(valid);
            if ((wrong.Word(i) & valid) is not 0 and var places && found < 0)
                found = i + BitOperations.TrailingZeroCount(places);
        }

        totals.Add(new() { Both = both, Predicted = ofPrediction, Actual = ofTarget, Counted = all });
        if (whole == length)
            return found;
        var last = CountRest(predicted, actual, counted, wrong, whole, length - whole, ref totals);
        return found < 0 ? last : found;
    }

    /// <summary>The first pixel of a run that is wrong and counts, or −1.</summary>
    public static int First<TWrong, TCounted>(TWrong wrong, TCounted counted, int length)
        where TWrong : struct, IPixelBits<TWrong>
        where TCounted : struct, IPixelBits<TCounted>
    {
        var whole = length / WordPixels * WordPixels;
        for (var i = 0; i < whole; i += WordPixels)
        {
            if ((wrong.Word(i) & counted.Word(i)) is not 0 and var places)
                return i + BitOperations.TrailingZeroCount(places);
        }

        var rest = length - whole;
        return rest > 0 && (wrong.Rest(whole, rest) & counted.Rest(whole, rest)) is not 0 and var last ? whole + BitOperations.TrailingZeroCount(last) : -1;
    }

    /// <summary>Writes the answers of a run as words; the bits beyond it are 0.</summary>
    public static void Write<TBits>(TBits bits, int length, Span<ulong> words)
        where TBits : struct, IPixelBits<TBits>
    {
        var whole = length / WordPixels;
        for (var i = 0; i < whole; i++)
            words[i] = bits.Word(i * WordPixels);
        if (length % WordPixels is not 0 and var rest)
            words[whole] = bits.Rest(whole * WordPixels, rest);
    }

    // Apart, with copies of the arguments, so that the loop above holds them in registers.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int CountRest<TPredicted, TActual, TCounted, TWrong>(
        TPredicted predicted, TActual actual, TCounted counted, TWrong wrong, int start, int length, ref PixelTotals totals)
        where TPredicted : struct, IPixelBits<TPredicted>
        where TActual : struct, IPixelBits<TActual>
        where TCounted : struct, IPixelBits<TCounted>
        where TWrong : struct, IPixelBits<TWrong>
    {
        var valid = counted.Rest(start, length);
        var p = predicted.Rest(start, length) & valid;
        var t = actual.Rest(start, length) & valid;
        totals.Add(new() { Both = BitOperations.PopCount(p & t), Predicted = BitOperations.PopCount(p), Actual = BitOperations.PopCount(t), Counted = BitOperations.PopCount(valid) });
        return (wrong.Rest(start, length) & valid) is not 0 and var places ? start + BitOperations.TrailingZeroCount(places) : -1;
    }
}
