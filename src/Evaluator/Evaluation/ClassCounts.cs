namespace MaskSharp.Evaluator.Evaluation;

/// <summary>
/// The pixel counts of one case in the least memory, since a run keeps them of all its cases: TP of each class, then FP, FN and TN.
/// </summary>
internal readonly struct ClassCounts : IEquatable<ClassCounts>
{
    // TP, FP, FN and TN.
    private const int Tables = 4;

    private readonly long[]? _values;

    /// <param name="values">TP of each class, FP of each, FN and TN.</param>
    /// <exception cref="FormatException">They are no such counts.</exception>
    public ClassCounts(long[] values)
    {
        if (values.Length == 0 || values.Length % Tables != 0 || Array.Exists(values, count => count < 0)) throw new FormatException("counts are four numbers a class, none of them negative");
        _values = values;
    }

    /// <summary>TP of each class, FP of each, FN and TN.</summary>
    public ReadOnlySpan<long> Values => _values;

    /// <summary>Nothing was counted under this reading.</summary>
    public bool IsNone => _values is null;

    public int Classes => Values.Length / Tables;

    /// <summary>Number of counted pixels.</summary>
    public long Pixels => this[0, 0] + this[1, 0] + this[2, 0] + this[3, 0];

    private long this[int table, int index] => _values![table * Classes + index];

    /// <summary>The counts of one sample.</summary>
    public static ClassCounts Of(PixelCounts counts)
    {
        var values = new long[Tables * counts.Classes];
        for (var c = 0; c < counts.Classes; c++)
        {
            values[c] = counts.TP[0, c];
            values[counts.Classes + c] = counts.FP[0, c];
            values[2 * counts.Classes + c] = counts.FN[0, c];
            values[3 * counts.Classes + c] = counts.TN[0, c];
        }
        return new ClassCounts(values);
    }

    /// <summary>Makes samples of cases.</summary>
    /// <param name="cases">The cases' counts.</param>
    /// <param name="chosen">Which of them, in this order.</param>
    /// <param name="classes">Their number of classes.</param>
    public static PixelCounts Stack(IReadOnlyList<ClassCounts> cases, IReadOnlyList<int> chosen, int classes)
    {
        var tables = new long[Tables][];
        for (var table = 0; table < Tables; table++)
        {
            tables[table] = new long[chosen.Count * classes];
            for (var i = 0; i < chosen.Count; i++) cases[chosen[i]].Values.Slice(table * classes, classes).CopyTo(tables[table].AsSpan(i * classes));
        }
        return new PixelCounts(chosen.Count, classes, tables[0], tables[1], tables[2], tables[3]);
    }

    public bool Equals(ClassCounts other) => Values.SequenceEqual(other.Values);

    public override bool Equals(object? obj) => obj is ClassCounts other && Equals(other);

    public override int GetHashCode() => Values.IsEmpty ? 0 : Values[0].GetHashCode();
}
