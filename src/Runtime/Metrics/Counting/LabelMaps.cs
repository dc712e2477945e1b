using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MaskSharp;

/// <summary>Counts two label maps in memory.</summary>
internal static unsafe class LabelMaps
{
    private const int RunWords = PixelBlocks.Run / BitCounting.WordPixels;

    /// <summary>The counts of one sample of two label maps of equal length.</summary>
    [SkipLocalsInit]
    public static PixelCounts Count<T>(ReadOnlySpan<T> prediction, ReadOnlySpan<T> target, int classes, int? ignore)
        where T : unmanaged, IBinaryInteger<T>
    {
        // Binary labels are two classes, of which the foreground's counts are the result.
        var labels = Math.Max(2, classes);
        var totals = new PixelTotals[labels];
        Span<short> predicted = stackalloc short[PixelBlocks.Run];
        Span<short> actual = stackalloc short[PixelBlocks.Run];
        Span<ulong> counted = stackalloc ulong[RunWords];
        for (var start = 0; start < target.Length; start += PixelBlocks.Run)
        {
            var length = Math.Min(PixelBlocks.Run, target.Length - start);
            ShortLabels.Read(prediction.Slice(start, length), predicted);
            ShortLabels.Read(target.Slice(start, length), actual);
            FindCounted(target.Slice(start, length), ignore, counted);
            Require(predicted[..length], counted, labels, prediction, start, nameof(prediction));
            Require(actual[..length], counted, labels, target, start, nameof(target));
            LabelCounting.Add(predicted[..length], actual[..length], counted, totals);
        }

        var first = labels - classes;
        return PixelCounts.Build(1, classes, (_, c) => totals[c + first].Tally);
    }

    /// <summary>The counts of one sample of two label maps of equal length, by regions of labels.</summary>
    [SkipLocalsInit]
    public static PixelCounts CountRegions<T>(ReadOnlySpan<T> prediction, ReadOnlySpan<T> target, IReadOnlyList<LabelGroup> regions, int? ignore)
        where T : unmanaged, IBinaryInteger<T>
    {
        var totals = new PixelTotals[regions.Count];
        var belongs = regions.Select(region => Belongs(region)).ToArray();
        Span<short> predicted = stackalloc short[PixelBlocks.Run];
        Span<short> actual = stackalloc short[PixelBlocks.Run];
        var counted = stackalloc ulong[RunWords];
        var isPredicted = stackalloc byte[PixelBlocks.Run];
        var isActual = stackalloc byte[PixelBlocks.Run];
        for (var start = 0; start < target.Length; start += PixelBlocks.Run)
        {
            var length = Math.Min(PixelBlocks.Run, target.Length - start);
            ShortLabels.Read(prediction.Slice(start, length), predicted);
            ShortLabels.Read(target.Slice(start, length), actual);
            FindCounted(target.Slice(start, length), ignore, new(counted, RunWords));
            for (var region = 0; region < totals.Length; region++)
            {
                for (var i = 0; i < length; i++)
                    (isPredicted[i], isActual[i]) = (belongs[region][(ushort)predicted[i]], belongs[region][(ushort)actual[i]]);
                BitCounting.Count(MaskCounting.NotZero(isPredicted), MaskCounting.NotZero(isActual), new WordBits(counted), length, ref totals[region]);
            }
        }

        return PixelCounts.Build(1, totals.Length, (_, region) => totals[region].Tally);
    }

    /// <summary>255 at the labels of a region. Negative ones, and the largest, which saturated ones become too, are in none.</summary>
    private static byte[] Belongs(LabelGroup region)
    {
        var belongs = new byte[ushort.MaxValue + 1];
        foreach (var label in region.Labels)
            belongs[label] = byte.MaxValue;
        return belongs;
    }

    /// <summary>Every pixel counts but those of the ignored value, which may be none that T can hold.</summary>
    private static void FindCounted<T>(ReadOnlySpan<T> target, int? ignore, Span<ulong> counted)
        where T : unmanaged, IBinaryInteger<T>
    {
        BitCounting.Write(default(EveryPixel), target.Length, counted);
        if (ignore is not { } value || !PixelValues.Holds<T>(value))
            return;

        var ignored = T.CreateSaturating(value);
        if (!Vector128<T>.IsSupported)
        {
            for (var i = 0; i < target.Length; i++)
                counted[i / BitCounting.WordPixels] &= target[i] == ignored ? ~(1UL << i) : ulong.MaxValue;
            return;
        }

        fixed (T* values = target)
            BitCounting.Write(new CountedBits<EveryPixel, PixelBits<T, EqualTo<T>>>(default, new(values, new(ignored))), target.Length, counted);
    }

    private static void Require<T>(ReadOnlySpan<short> run, ReadOnlySpan<ulong> counted, int labels, ReadOnlySpan<T> values, int start, string name)
        where T : unmanaged, IBinaryInteger<T>
    {
        var wrong = LabelCounting.FirstOutside(run, counted, labels);
        if (wrong >= 0)
            throw WrongLabel(values[start + wrong], start + wrong, labels, name);
    }

    /// <summary>What to throw where a label is none of 0 … <paramref name="labels"/> − 1.</summary>
    public static ArgumentException WrongLabel<T>(T label, int pixel, int labels, string name)
        => new($"{name} has the label {label} at pixel {pixel}: labels are 0 to {labels - 1}.", name);
}
