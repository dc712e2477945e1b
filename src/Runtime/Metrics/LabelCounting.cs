using System.Numerics;

namespace MaskSharp;

/// <summary>Counts label maps: class indices, each class one against the rest.</summary>
internal static class LabelCounting
{
    /// <summary>The counts of one sample of two label maps of equal length.</summary>
    public static PixelCounts Count<T>(ReadOnlySpan<T> prediction, ReadOnlySpan<T> target, int classes, int? ignore)
        where T : unmanaged, IBinaryInteger<T>
    {
        // Binary labels are two classes, of which the foreground's counts are the result.
        var labels = Math.Max(2, classes);
        var both = new long[labels];
        var predicted = new long[labels];
        var actual = new long[labels];
        var counted = 0L;

        // An ignore value that T cannot hold is no pixel's value.
        var ignores = ignore is { } value && Holds<T>(value);
        var ignored = ignores ? T.CreateTruncating(ignore!.Value) : T.Zero;
        for (var i = 0; i < target.Length; i++)
        {
            if (ignores && target[i] == ignored)
                continue;
            var p = Index(prediction[i], labels, i, nameof(prediction));
            var t = Index(target[i], labels, i, nameof(target));
            predicted[p]++;
            actual[t]++;
            if (p == t)
                both[p]++;
            counted++;
        }

        var first = labels - classes;
        var (tp, fp, fn, tn) = (new long[classes], new long[classes], new long[classes], new long[classes]);
        for (var c = 0; c < classes; c++)
            (tp[c], fp[c], fn[c], tn[c]) = MaskCounting.FromTotals(both[c + first], predicted[c + first], actual[c + first], counted);
        return new(1, classes, tp, fp, fn, tn);
    }

    private static bool Holds<T>(int value)
        where T : unmanaged, IBinaryInteger<T>
    {
        var held = T.CreateSaturating(value);
        return int.CreateSaturating(held) == value;
    }

    private static int Index<T>(T label, int labels, int pixel, string name)
        where T : unmanaged, IBinaryInteger<T>
    {
        var index = int.CreateSaturating(label);
        if ((uint)index >= (uint)labels)
            throw new ArgumentException($"{name} has the label {label} at pixel {pixel}: labels are 0 to {labels - 1}.", name);
        return index;
    }
}
