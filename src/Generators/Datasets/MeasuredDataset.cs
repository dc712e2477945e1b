using MaskSharp.Generators.Model;

namespace MaskSharp.Generators.Datasets;

/// <summary>A data set as the build measured it before compilation.</summary>
/// <param name="Name">Name of the <c>SegmentationDataset</c> item.</param>
/// <param name="ForegroundFraction">Share of foreground pixels, from 0 to 1.</param>
/// <param name="Classes">Pixels and share of each class; empty where the measurement does not tell.</param>
internal sealed record MeasuredDataset(string Name, double ForegroundFraction, EquatableArray<MeasuredClass> Classes)
{
    /// <summary>The version of the file that this reader understands.</summary>
    public const int Schema = 1;

    /// <summary>The data set of a measurement file, or null where the text is none: an unknown imbalance, never a failure.</summary>
    public static MeasuredDataset? Parse(string text)
    {
        if (JsonReader.Read(text) is not IReadOnlyDictionary<string, object?> root)
            return null;
        if (!root.TryGetValue("schema", out var schema) || schema is not double version || version != Schema)
            return null;
        if (!root.TryGetValue("name", out var name) || name is not string { Length: > 0 } label)
            return null;
        return root.TryGetValue("foregroundFraction", out var fraction) && fraction is double share && share is >= 0 and <= 1
            ? new MeasuredDataset(label, share, ClassesOf(root).ToEquatableArray())
            : null;
    }

    private static IEnumerable<MeasuredClass> ClassesOf(IReadOnlyDictionary<string, object?> root)
    {
        if (!root.TryGetValue("classes", out var list) || list is not IReadOnlyList<object?> classes)
            yield break;
        foreach (var item in classes)
        {
            if (item is IReadOnlyDictionary<string, object?> entry
                && entry.TryGetValue("index", out var index) && index is double number
                && entry.TryGetValue("pixels", out var pixels) && pixels is double count
                && entry.TryGetValue("fraction", out var fraction) && fraction is double share)
            {
                yield return new MeasuredClass((int)number, (long)count, share);
            }
        }
    }
}

/// <summary>One class of a measured data set.</summary>
/// <param name="Index">Class index.</param>
/// <param name="Pixels">Pixels of the class over all masks.</param>
/// <param name="Fraction">Their share, from 0 to 1.</param>
internal sealed record MeasuredClass(int Index, long Pixels, double Fraction);
