using System.Numerics;
using System.Runtime.CompilerServices;

namespace MaskSharp;

/// <summary>Counts label maps: class indices, each class one against the rest.</summary>
internal static unsafe class LabelCounting
{
    /// <summary>Labels are 16 bit integers inside.</summary>
    public const int MaxClasses = short.MaxValue;

    /// <summary>
    /// Up to so many classes, comparing vectors class by class is faster than counting pixel by pixel. Both take the same time at 40 to 55 classes in 256 bits and at
    /// 45 to 70 in 512, the fewer the more the labels change from pixel to pixel: one that repeats waits for its own last count.
    /// </summary>
    private const int FewClasses = 48;

    /// <summary>Adds a run of at most <see cref="PixelBlocks.Run"/> labels to one total a class.</summary>
    /// <param name="predicted">Predicted classes.</param>
    /// <param name="actual">True classes; anything where a pixel does not count.</param>
    /// <param name="counted">Whether pixels count.</param>
    /// <param name="totals">What is added to.</param>
    public static void Add(ReadOnlySpan<short> predicted, ReadOnlySpan<short> actual, ReadOnlySpan<ulong> counted, Span<PixelTotals> totals)
    {
        if (totals.Length <= FewClasses)
            AddByClass(predicted, actual, counted, totals);
        else
            AddByPixel(predicted, actual, counted, totals);
    }

    /// <summary>Where labels are this one.</summary>
    public static void EqualTo(ReadOnlySpan<short> labels, short label, Span<ulong> words)
    {
        fixed (short* values = labels)
            BitCounting.Write(new PixelBits<short, EqualTo<short>>(values, new(label)), labels.Length, words);
    }

    /// <summary>The first pixel that counts and whose label is no class's, or −1.</summary>
    public static int FirstOutside(ReadOnlySpan<short> labels, ReadOnlySpan<ulong> counted, int classes)
    {
        fixed (short* label = labels)
        {
            fixed (ulong* words = counted)
                return BitCounting.First(new PixelBits<short, Outside<short>>(label, new(0, (short)(classes - 1))), new WordBits(words), labels.Length);
        }
    }

    [SkipLocalsInit]
    private static void AddByClass(ReadOnlySpan<short> predicted, ReadOnlySpan<short> actual, ReadOnlySpan<ulong> counted, Span<PixelTotals> totals)
    {
        // In bytes a vector holds twice as many. What a true label that does not count becomes does not matter.
        var p = stackalloc byte[PixelBlocks.Run];
        var t = stackalloc byte[PixelBlocks.Run];
        Narrow(predicted, p);
        Narrow(actual, t);
        fixed (ulong* words = counted)
        {
            for (var c = 0; c < totals.Length; c++)
            {
                var test = new EqualTo<byte>((byte)c);
                BitCounting.Count(new PixelBits<byte, EqualTo<byte>>(p, test), new PixelBits<byte, EqualTo<byte>>(t, test), new WordBits(words), predicted.Length, ref totals[c]);
            }
        }
    }

    private static void Narrow(ReadOnlySpan<short> labels, byte* bytes)
    {
        var i = 0;
        for (; i <= labels.Length - Vector<byte>.Count; i += Vector<byte>.Count)
            Vector.Narrow(new Vector<short>(labels[i..]), new Vector<short>(labels[(i + Vector<short>.Count)..])).As<sbyte, byte>().Store(bytes + i);
        for (; i < labels.Length; i++)
            bytes[i] = (byte)labels[i];
    }

    private static void AddByPixel(ReadOnlySpan<short> predicted, ReadOnlySpan<short> actual, ReadOnlySpan<ulong> counted, Span<PixelTotals> totals)
    {
        var sum = 0L;
        for (var start = 0; start < predicted.Length; start += BitCounting.WordPixels)
        {
            var word = counted[start / BitCounting.WordPixels];
            sum += BitOperations.PopCount(word);
            for (; word != 0; word &= word - 1)
            {
                var i = start + BitOperations.TrailingZeroCount(word);
                var (p, t) = (predicted[i], actual[i]);
                totals[p].Predicted++;
                totals[t].Actual++;
                totals[p].Both += p == t ? 1 : 0;
            }
        }

        // Whether a pixel counts is the same for every class.
        foreach (ref var total in totals)
            total.Counted += sum;
    }
}
