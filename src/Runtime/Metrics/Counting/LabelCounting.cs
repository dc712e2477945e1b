using System.Numerics;

namespace MaskSharp;

/// <summary>Counts label maps: class indices, each class one against the rest.</summary>
internal static class LabelCounting
{
    /// <summary>Labels are 16 bit integers inside.</summary>
    public const int MaxClasses = short.MaxValue;

    /// <summary>Up to so many classes, comparing vectors class by class is faster than counting pixel by pixel.</summary>
    private const int FewClasses = 24;

    /// <summary>Adds a run of at most <see cref="PixelBlocks.Run"/> labels to one tally a class; a true label of −1 is not counted.</summary>
    public static void Add(ReadOnlySpan<short> predicted, ReadOnlySpan<short> actual, Span<PixelTally> tallies)
    {
        if (tallies.Length <= FewClasses)
            AddByClass(predicted, actual, tallies);
        else
            AddByPixel(predicted, actual, tallies);
    }

    /// <summary>The counts of one sample of two label maps of equal length.</summary>
    public static PixelCounts Count<T>(ReadOnlySpan<T> prediction, ReadOnlySpan<T> target, int classes, int? ignore)
        where T : unmanaged, IBinaryInteger<T>
    {
        // Binary labels are two classes, of which the foreground's counts are the result.
        var labels = Math.Max(2, classes);
        var tallies = new PixelTally[labels];
        Span<short> predicted = stackalloc short[PixelBlocks.Run];
        Span<short> actual = stackalloc short[PixelBlocks.Run];
        Span<byte> ignored = stackalloc byte[PixelBlocks.Run];
        for (var start = 0; start < target.Length; start += PixelBlocks.Run)
        {
            var length = Math.Min(PixelBlocks.Run, target.Length - start);
            var p = predicted[..length];
            var t = actual[..length];
            var left = ignored[..length];
            PixelVectors.Saturate(prediction.Slice(start, length), p);
            PixelVectors.Saturate(target.Slice(start, length), t);
            FindIgnored(target.Slice(start, length), ignore, left);
            Require(p, left, labels, prediction, start, nameof(prediction));
            Require(t, left, labels, target, start, nameof(target));
            for (var i = left.IndexOf(byte.MaxValue); i >= 0 && i < length; i++)
                t[i] = left[i] != 0 ? (short)-1 : t[i];
            Add(p, t, tallies);
        }

        var first = labels - classes;
        return PixelCounts.Build(1, classes, (_, c) => tallies[c + first]);
    }

    /// <summary>The counts of one sample of two label maps of equal length, by regions of labels.</summary>
    public static PixelCounts CountRegions<T>(ReadOnlySpan<T> prediction, ReadOnlySpan<T> target, IReadOnlyList<LabelGroup> regions, int? ignore)
        where T : unmanaged, IBinaryInteger<T>
    {
        var tallies = new PixelTally[regions.Count];
        var belongs = regions.Select(region => Belongs(region)).ToArray();
        Span<short> predicted = stackalloc short[PixelBlocks.Run];
        Span<short> actual = stackalloc short[PixelBlocks.Run];
        Span<byte> valid = stackalloc byte[PixelBlocks.Run];
        Span<byte> isPredicted = stackalloc byte[PixelBlocks.Run];
        Span<byte> isActual = stackalloc byte[PixelBlocks.Run];
        for (var start = 0; start < target.Length; start += PixelBlocks.Run)
        {
            var length = Math.Min(PixelBlocks.Run, target.Length - start);
            PixelVectors.Saturate(prediction.Slice(start, length), predicted[..length]);
            PixelVectors.Saturate(target.Slice(start, length), actual[..length]);
            FindIgnored(target.Slice(start, length), ignore, valid[..length]);
            PixelVectors.Remaining(valid[..length], default);
            for (var region = 0; region < tallies.Length; region++)
            {
                for (var i = 0; i < length; i++)
                    (isPredicted[i], isActual[i]) = (belongs[region][(ushort)predicted[i]], belongs[region][(ushort)actual[i]]);
                tallies[region] += MaskCounting.Count(isPredicted[..length], isActual[..length], valid[..length]);
            }
        }

        return PixelCounts.Build(1, tallies.Length, (_, region) => tallies[region]);
    }

    /// <summary>255 at the labels of a region. Negative ones, and the largest, which saturated ones become too, are in none.</summary>
    private static byte[] Belongs(LabelGroup region)
    {
        var belongs = new byte[ushort.MaxValue + 1];
        foreach (var label in region.Labels)
            belongs[label] = byte.MaxValue;
        return belongs;
    }

    private static void AddByClass(ReadOnlySpan<short> predicted, ReadOnlySpan<short> actual, Span<PixelTally> tallies)
    {
        Span<byte> valid = stackalloc byte[actual.Length];
        Span<byte> isPredicted = stackalloc byte[actual.Length];
        Span<byte> isActual = stackalloc byte[actual.Length];
        PixelVectors.Apply(actual, new AtLeast<short>(0), valid);
        for (var c = 0; c < tallies.Length; c++)
        {
            PixelVectors.Apply(predicted, new EqualTo<short>((short)c), isPredicted);
            PixelVectors.Apply(actual, new EqualTo<short>((short)c), isActual);
            tallies[c] += MaskCounting.Count(isPredicted, isActual, valid);
        }
    }

    private static void AddByPixel(ReadOnlySpan<short> predicted, ReadOnlySpan<short> actual, Span<PixelTally> tallies)
    {
        var counted = 0L;
        for (var i = 0; i < actual.Length; i++)
        {
            var (p, t) = (predicted[i], actual[i]);
            if (t < 0)
                continue;
            counted++;
            if (p == t)
            {
                tallies[p] += new PixelTally(1, 0, 0, -1);
                continue;
            }

            tallies[p] += new PixelTally(0, 1, 0, -1);
            tallies[t] += new PixelTally(0, 0, 1, -1);
        }

        // Every counted pixel is a true negative of each class that it was not counted for above.
        foreach (ref var tally in tallies)
            tally += new PixelTally(0, 0, 0, counted);
    }

    private static void FindIgnored<T>(ReadOnlySpan<T> target, int? ignore, Span<byte> ignored)
        where T : unmanaged, IBinaryInteger<T>
    {
        // An ignore value that T cannot hold is no pixel's value.
        if (ignore is not { } value || int.CreateSaturating(T.CreateSaturating(value)) != value)
            ignored.Clear();
        else if (Vector<T>.IsSupported)
            PixelVectors.Apply(target, new EqualTo<T>(T.CreateSaturating(value)), ignored);
        else
            PixelVectors.ApplyEach(target, new EqualTo<T>(T.CreateSaturating(value)), ignored);
    }

    private static void Require<T>(ReadOnlySpan<short> run, ReadOnlySpan<byte> ignored, int labels, ReadOnlySpan<T> values, int start, string name)
        where T : unmanaged, IBinaryInteger<T>
    {
        Span<byte> outside = stackalloc byte[run.Length];
        PixelVectors.Apply(run, new Outside<short>(0, (short)(labels - 1)), outside);
        for (var i = outside.IndexOf(byte.MaxValue); i >= 0 && i < run.Length; i++)
        {
            if (outside[i] != 0 && ignored[i] == 0)
                throw new ArgumentException($"{name} has the label {values[start + i]} at pixel {start + i}: labels are 0 to {labels - 1}.", name);
        }
    }
}
