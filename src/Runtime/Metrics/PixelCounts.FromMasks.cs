using System.Numerics;
using System.Runtime.InteropServices;

namespace MaskSharp;

/// <content>Counting one sample from masks and label maps in memory.</content>
public sealed partial class PixelCounts
{
    /// <summary>Counts one sample of two binary masks, pixel by pixel in the same order; nonzero is foreground.</summary>
    /// <param name="prediction">Predicted mask, flat, of any number of dimensions.</param>
    /// <param name="target">True mask, same length.</param>
    /// <param name="valid">Nonzero where a pixel counts; left out, all count.</param>
    /// <returns>Counts of one sample and one class, the foreground.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static PixelCounts FromMasks(ReadOnlySpan<byte> prediction, ReadOnlySpan<byte> target, ReadOnlySpan<byte> valid = default)
    {
        RequireLength(target.Length, prediction.Length, nameof(target));
        if (!valid.IsEmpty)
            RequireLength(valid.Length, prediction.Length, nameof(valid));
        var (tp, fp, fn, tn) = MaskCounting.Count(prediction, target, valid);
        return new(tp, fp, fn, tn);
    }

    /// <summary>Counts one sample of two binary masks, pixel by pixel in the same order; true is foreground.</summary>
    /// <param name="prediction">Predicted mask, flat, of any number of dimensions.</param>
    /// <param name="target">True mask, same length.</param>
    /// <param name="valid">True where a pixel counts; left out, all count.</param>
    /// <returns>Counts of one sample and one class, the foreground.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static PixelCounts FromMasks(ReadOnlySpan<bool> prediction, ReadOnlySpan<bool> target, ReadOnlySpan<bool> valid = default)
        => FromMasks(MemoryMarshal.AsBytes(prediction), MemoryMarshal.AsBytes(target), MemoryMarshal.AsBytes(valid));

    /// <summary>Counts one sample of two label maps, pixel by pixel in the same order.</summary>
    /// <typeparam name="T">Any integer type.</typeparam>
    /// <param name="prediction">Predicted class indices, flat, of any number of dimensions.</param>
    /// <param name="target">True class indices, same length.</param>
    /// <param name="classes">
    /// Number of classes, from 1 to 32767: the labels are 0 … classes − 1, each counted one against the rest. 1 means binary labels: 0 is
    /// background, 1 foreground, and the one class counted is the foreground.
    /// </param>
    /// <param name="ignore">Target value whose pixels are counted nowhere, even if it is a class; null counts all.</param>
    /// <returns>Counts of one sample.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a label is out of range at a counted pixel.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no class, or there are more than 32767.</exception>
    public static PixelCounts FromLabels<T>(ReadOnlySpan<T> prediction, ReadOnlySpan<T> target, int classes, int? ignore = null)
        where T : unmanaged, IBinaryInteger<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classes, LabelCounting.MaxClasses);
        RequireLength(target.Length, prediction.Length, nameof(target));
        return LabelMaps.Count(prediction, target, classes, ignore);
    }

    /// <summary>Counts one sample of two label maps by regions of labels, each against the rest.</summary>
    /// <typeparam name="T">Any integer type.</typeparam>
    /// <param name="prediction">Predicted labels, flat, of any number of dimensions.</param>
    /// <param name="target">True labels, same length.</param>
    /// <param name="regions">At least one region; regions may share labels, and labels of no region are background of all.</param>
    /// <param name="ignore">Target value whose pixels are counted nowhere; null counts all.</param>
    /// <returns>Counts of one sample and one class a region.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or there is no region.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="regions"/> is null.</exception>
    public static PixelCounts FromLabels<T>(ReadOnlySpan<T> prediction, ReadOnlySpan<T> target, IReadOnlyList<LabelGroup> regions, int? ignore = null)
        where T : unmanaged, IBinaryInteger<T>
    {
        ArgumentNullException.ThrowIfNull(regions);
        if (regions.Count == 0)
            throw new ArgumentException("There is no region to count.", nameof(regions));
        RequireLength(target.Length, prediction.Length, nameof(target));
        return LabelMaps.CountRegions(prediction, target, regions, ignore);
    }

    internal static void RequireLength(int length, int expected, string name)
    {
        if (length != expected)
            throw new ArgumentException($"{name} has {length} pixels where prediction has {expected}.", name);
    }
}
