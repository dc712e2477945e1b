namespace MaskSharp;

/// <summary>
/// How many pixels of each sample and class are true and false positives and negatives: all that the scores need to know of
/// the masks. Immutable; counts are exact, and adding or stacking them loses nothing.
/// </summary>
/// <remarks>
/// With several exclusive classes each is counted one against the rest, so a wrong pixel is a false negative of its true
/// class and a false positive of the predicted one. With one class (binary) the class is the foreground. No type of this
/// kind touches torch.
/// </remarks>
public sealed partial class PixelCounts : IEquatable<PixelCounts>
{
    private readonly long[] _tp;
    private readonly long[] _fp;
    private readonly long[] _fn;
    private readonly long[] _tn;

    /// <summary>Takes over counts that are known already.</summary>
    /// <param name="tp">True positives, [samples, classes].</param>
    /// <param name="fp">False positives, same shape.</param>
    /// <param name="fn">False negatives, same shape.</param>
    /// <param name="tn">True negatives, same shape.</param>
    /// <exception cref="ArgumentException">The shapes differ, there is no class, or a count is negative.</exception>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="OverflowException">The four counts of a sample and class are more than 2⁶³ − 1 pixels.</exception>
    public PixelCounts(long[,] tp, long[,] fp, long[,] fn, long[,] tn)
        : this(Rows(tp), Columns(tp), Flat(tp, tp, nameof(tp)), Flat(fp, tp, nameof(fp)), Flat(fn, tp, nameof(fn)), Flat(tn, tp, nameof(tn)))
    {
    }

    /// <summary>The counts of one class in one sample.</summary>
    /// <param name="tp">True positives, at least 0.</param>
    /// <param name="fp">False positives, at least 0.</param>
    /// <param name="fn">False negatives, at least 0.</param>
    /// <param name="tn">True negatives, at least 0.</param>
    /// <exception cref="ArgumentException">A count is negative.</exception>
    /// <exception cref="OverflowException">Together they are more than 2⁶³ − 1 pixels.</exception>
    public PixelCounts(long tp, long fp, long fn, long tn)
        : this(1, 1, [tp], [fp], [fn], [tn])
    {
    }

    /// <summary>Takes ownership of flat arrays [samples × classes].</summary>
    internal PixelCounts(int samples, int classes, long[] tp, long[] fp, long[] fn, long[] tn)
    {
        if (classes < 1)
            throw new ArgumentException("Counts need at least one class.", nameof(classes));

        // Each entry's sum must be a long: the formulas add two counts without a check.
        for (var i = 0; i < tp.Length; i++)
        {
            if ((tp[i] | fp[i] | fn[i] | tn[i]) < 0)
                throw new ArgumentException($"The counts of sample {i / classes}, class {i % classes} are {tp[i]}, {fp[i]}, {fn[i]}, {tn[i]} (TP, FP, FN, TN): none may be negative.", nameof(tp));
            _ = checked(tp[i] + fp[i] + fn[i] + tn[i]);
        }

        Samples = samples;
        Classes = classes;
        _tp = tp;
        _fp = fp;
        _fn = fn;
        _tn = tn;
    }

    /// <summary>Number of samples (images, volumes), at least 0.</summary>
    public int Samples { get; }

    /// <summary>Number of classes, at least 1.</summary>
    public int Classes { get; }

    /// <summary>True positives [sample, class]: pixels of the class that are predicted as it.</summary>
    public SampleTable<long> TP => new(Samples, Classes, _tp);

    /// <summary>False positives [sample, class]: pixels predicted as the class that are not of it.</summary>
    public SampleTable<long> FP => new(Samples, Classes, _fp);

    /// <summary>False negatives [sample, class]: pixels of the class that are not predicted as it.</summary>
    public SampleTable<long> FN => new(Samples, Classes, _fn);

    /// <summary>True negatives [sample, class]: counted pixels that are neither of the class nor predicted as it.</summary>
    public SampleTable<long> TN => new(Samples, Classes, _tn);

    /// <summary>Adds counts of the same shape entry by entry, for tiles of the same samples.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="ArgumentNullException">An operand is null.</exception>
    /// <exception cref="OverflowException">The counts of a sample and class are more than 2⁶³ − 1 pixels.</exception>
    public static PixelCounts operator +(PixelCounts left, PixelCounts right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return left.Add(right);
    }

    /// <summary>Stacks the samples of several counts with the same classes.</summary>
    /// <param name="parts">The counts, at least one, in the order of the result.</param>
    /// <returns>Counts [sum of the samples, classes].</returns>
    /// <exception cref="ArgumentException">None is given, or the numbers of classes differ.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="parts"/>, or one of them, is null.</exception>
    /// <exception cref="OverflowException">There are more than 2³¹ − 1 samples.</exception>
    public static PixelCounts Concat(params IEnumerable<PixelCounts> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var list = parts.ToList();
        list.ForEach(part => ArgumentNullException.ThrowIfNull(part, nameof(parts)));
        if (list.Count == 0)
            throw new ArgumentException("There are no counts to concatenate, so the number of classes is unknown.", nameof(parts));
        var classes = list[0].Classes;
        if (list.Find(part => part.Classes != classes) is { } other)
            throw new ArgumentException($"Counts of {classes} and of {other.Classes} classes cannot be concatenated.", nameof(parts));

        long[] Stack(Func<PixelCounts, long[]> counts) => [.. list.SelectMany(counts)];
        return new(list.Sum(part => part.Samples), classes, Stack(part => part._tp), Stack(part => part._fp), Stack(part => part._fn), Stack(part => part._tn));
    }

    /// <summary>Adds counts of the same shape entry by entry, for tiles of the same samples.</summary>
    /// <param name="other">Counts of the same samples and classes.</param>
    /// <returns>The sums, of the same shape.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    /// <exception cref="OverflowException">The counts of a sample and class are more than 2⁶³ − 1 pixels.</exception>
    public PixelCounts Add(PixelCounts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Samples != Samples || other.Classes != Classes)
            throw new ArgumentException($"Counts [{Samples}, {Classes}] and [{other.Samples}, {other.Classes}] cannot be added: use Concat to stack samples.", nameof(other));
        return Build(Samples, Classes, (sample, c) => Tally(sample, c) + other.Tally(sample, c));
    }

    /// <summary>Sums over the samples, as if all pixels were of one image.</summary>
    /// <returns>Counts [1, classes]; no samples stay no sample.</returns>
    /// <exception cref="OverflowException">The counts of a class are more than 2⁶³ − 1 pixels.</exception>
    public PixelCounts Pool()
        => Build(Math.Min(1, Samples), Classes, (_, c) => Pooled(c));

    /// <summary>Sums over the classes, as if each class's pixels were pixels of one mask.</summary>
    /// <returns>Counts [samples, 1].</returns>
    /// <exception cref="OverflowException">The counts of a sample are more than 2⁶³ − 1 pixels.</exception>
    public PixelCounts PoolClasses()
        => Build(Samples, 1, (sample, _) => Sum(Enumerable.Range(0, Classes).Select(c => Tally(sample, c))));

    /// <summary>The counts of one sample alone.</summary>
    /// <param name="sample">From 0 to <see cref="Samples"/> − 1.</param>
    /// <returns>Counts [1, classes].</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public PixelCounts Sample(int sample)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sample);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sample, Samples);
        return Build(1, Classes, (_, c) => Tally(sample, c));
    }

    /// <summary>The counts of one class alone.</summary>
    /// <param name="classIndex">From 0 to <see cref="Classes"/> − 1.</param>
    /// <returns>Counts [samples, 1].</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public PixelCounts Class(int classIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(classIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(classIndex, Classes);
        return Build(Samples, 1, (sample, _) => Tally(sample, classIndex));
    }

    /// <summary>Whether both have the same shape and the same counts in the same order.</summary>
    /// <inheritdoc/>
    public bool Equals(PixelCounts? other)
        => other is not null && Samples == other.Samples && Classes == other.Classes
            && _tp.AsSpan().SequenceEqual(other._tp) && _fp.AsSpan().SequenceEqual(other._fp)
            && _fn.AsSpan().SequenceEqual(other._fn) && _tn.AsSpan().SequenceEqual(other._tn);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PixelCounts);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Samples);
        hash.Add(Classes);
        foreach (var count in _tp)
            hash.Add(count);
        return hash.ToHashCode();
    }

    /// <summary>Shape and pooled counts, for logs.</summary>
    public override string ToString()
    {
        var total = Sum(Enumerable.Range(0, Classes).Select(Pooled));
        return $"{Samples} samples × {Classes} classes: TP {total.TP}, FP {total.FP}, FN {total.FN}, TN {total.TN}";
    }

    internal PixelTally Tally(int sample, int classIndex)
    {
        var i = (sample * Classes) + classIndex;
        return new(_tp[i], _fp[i], _fn[i], _tn[i]);
    }

    internal PixelTally Pooled(int classIndex)
        => Sum(Enumerable.Range(0, Samples).Select(sample => Tally(sample, classIndex)));

    internal static PixelTally Sum(IEnumerable<PixelTally> tallies)
        => tallies.Aggregate(default(PixelTally), (sum, tally) => sum + tally);

    internal static PixelCounts Build(int samples, int classes, Func<int, int, PixelTally> tally)
    {
        var (tp, fp, fn, tn) = (new long[samples * classes], new long[samples * classes], new long[samples * classes], new long[samples * classes]);
        for (var i = 0; i < tp.Length; i++)
            (tp[i], fp[i], fn[i], tn[i]) = tally(i / classes, i % classes);
        return new(samples, classes, tp, fp, fn, tn);
    }

    private static int Rows(long[,] counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return counts.GetLength(0);
    }

    private static int Columns(long[,] counts) => counts.GetLength(1);

    private static long[] Flat(long[,] counts, long[,] shape, string name)
    {
        ArgumentNullException.ThrowIfNull(counts, name);
        if (counts.GetLength(0) != shape.GetLength(0) || counts.GetLength(1) != shape.GetLength(1))
            throw new ArgumentException($"{name} is [{counts.GetLength(0)}, {counts.GetLength(1)}] where tp is [{shape.GetLength(0)}, {shape.GetLength(1)}].", name);
        return [.. counts.Cast<long>()];
    }
}
