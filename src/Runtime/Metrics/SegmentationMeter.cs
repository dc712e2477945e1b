using System.Text.Json;
using System.Text.Json.Serialization;

namespace MaskSharp;

/// <summary>
/// Collects pixel counts over batches, processes and machines, and scores them all at the end: <see cref="Update"/> with each
/// batch, <see cref="Merge"/> the meters of other workers, <see cref="Compute"/> once.
/// </summary>
/// <remarks>
/// <para>
/// It keeps the four counts of every sample and class, 32 bytes each, so any score can be asked for afterwards, for every case
/// too, and means over samples are exact: averaging batch results instead depends on the batch size. With <c>keepsCases: false</c>
/// it keeps sums alone, in memory that does not grow: all means and pooled figures of the scores without arguments.
/// </para>
/// <para>
/// Samples stand in the order of their arrival; every mean, pooled and weighted figure is the same bits in any order and
/// grouping of updates and merges. Not safe for use by several threads at once: give each its own and merge them.
/// </para>
/// </remarks>
[JsonConverter(typeof(SegmentationMeterJsonConverter))]
public sealed class SegmentationMeter
{
    // True and false positives and negatives of every sample and class, if cases are kept.
    private readonly List<long>[]? _cases;
    private PixelCounts? _counts;

    /// <summary>An empty meter.</summary>
    /// <param name="classes">Number of classes of the counts to come, at least 1.</param>
    /// <param name="options">Rules for 0/0, background and names; null means <see cref="ScoreOptions.Default"/>.</param>
    /// <param name="keepsCases">Whether to keep the counts of every sample, or only sums in constant memory.</param>
    /// <exception cref="ArgumentException">The options do not fit the classes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no class.</exception>
    public SegmentationMeter(int classes, ScoreOptions? options = null, bool keepsCases = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        Classes = classes;
        Options = options ?? ScoreOptions.Default;
        Options.Check(classes, nameof(options));
        if (keepsCases)
            _cases = [[], [], [], []];
        else
            Pooled = new(classes, Options);
    }

    /// <summary>Number of classes of the counts.</summary>
    public int Classes { get; }

    /// <summary>The rules that <see cref="Compute"/> scores under.</summary>
    public ScoreOptions Options { get; }

    /// <summary>Whether the counts of every sample are kept, and not only sums.</summary>
    public bool KeepsCases => _cases is not null;

    /// <summary>Samples collected so far.</summary>
    /// <exception cref="OverflowException">There are more than 2³¹ − 1, as only a meter that keeps no cases can have.</exception>
    public int Samples => Pooled is null ? _cases![0].Count / Classes : checked((int)Pooled.Samples);

    /// <summary>The sums, where cases are not kept.</summary>
    internal PooledCases? Pooled { get; private set; }

    /// <summary>Adds the samples of a batch.</summary>
    /// <param name="counts">Counts [samples, <see cref="Classes"/>].</param>
    /// <exception cref="ArgumentException">The number of classes differs.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="counts"/> is null.</exception>
    /// <exception cref="OverflowException">Sums of more than 2⁶³ − 1 pixels, where cases are not kept.</exception>
    public void Update(PixelCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.Classes != Classes)
            throw new ArgumentException($"The counts have {counts.Classes} classes where the meter has {Classes}.", nameof(counts));
        if (_cases is null)
        {
            Pooled!.Add(counts);
            return;
        }

        _counts = null;
        _cases[0].AddRange(counts.TP.AsSpan());
        _cases[1].AddRange(counts.FP.AsSpan());
        _cases[2].AddRange(counts.FN.AsSpan());
        _cases[3].AddRange(counts.TN.AsSpan());
    }

    /// <summary>Adds the samples of another meter.</summary>
    /// <param name="other">The other meter, which stays as it is.</param>
    /// <exception cref="ArgumentException">
    /// The other meter's classes or rules differ, so that its scores mean something else, or one of the two keeps cases and the other does not.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    /// <exception cref="OverflowException">Sums of more than 2⁶³ − 1 pixels, where cases are not kept.</exception>
    public void Merge(SegmentationMeter other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Classes != Classes)
            throw new ArgumentException($"A meter of {other.Classes} classes cannot be merged into one of {Classes}.", nameof(other));
        if (Options.DifferenceTo(other.Options) is { } difference)
            throw new ArgumentException($"Meters under different rules cannot be merged: {difference}.", nameof(other));
        if (other.KeepsCases != KeepsCases)
            throw new ArgumentException("A meter that keeps cases and one that keeps sums cannot be merged: create both alike.", nameof(other));
        if (_cases is null)
            Pooled!.Merge(other.Pooled!);
        else
            Update(other.Counts());
    }

    /// <summary>Scores all samples collected so far.</summary>
    /// <returns>The scores, which later updates do not change; without a sample every figure is NaN.</returns>
    public SegmentationScores Compute()
    {
        if (_cases is not null)
            return new(Counts(), Options);

        // A copy, which later updates do not change.
        var copy = new PooledCases(Classes, Options);
        copy.Merge(Pooled!);
        return new(copy);
    }

    /// <summary>Forgets all samples.</summary>
    public void Reset()
    {
        _counts = null;
        if (_cases is null)
            Pooled = new(Classes, Options);
        else
            Array.ForEach(_cases, counts => counts.Clear());
    }

    /// <summary>Writes the meter for another process.</summary>
    /// <returns>JSON (schema 1, or 2 of sums) that <see cref="FromJson"/> reads back exactly.</returns>
    public string ToJson() => JsonSerializer.Serialize(this, SegmentationMeterJsonContext.Default.SegmentationMeter);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">JSON of schema 1 or 2.</param>
    /// <returns>A meter with the same samples, or sums, and rules.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="JsonException">The text is no JSON of a meter, or of a newer schema.</exception>
    public static SegmentationMeter FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return JsonSerializer.Deserialize(json, SegmentationMeterJsonContext.Default.SegmentationMeter)
            ?? throw new JsonException("The JSON is null, which is no meter.");
    }

    /// <summary>The counts of all samples, in the order of their arrival.</summary>
    internal PixelCounts Counts()
        => _counts ??= new(_cases![0].Count / Classes, Classes, [.. _cases[0]], [.. _cases[1]], [.. _cases[2]], [.. _cases[3]]);
}
