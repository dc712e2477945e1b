using System.Text.Json;
using System.Text.Json.Serialization;

namespace MaskSharp;

/// <summary>
/// Collects pixel counts over batches, processes and machines, and scores them all at the end: <see cref="Update"/> with each
/// batch, <see cref="Merge"/> the meters of other workers, <see cref="Compute"/> once.
/// </summary>
/// <remarks>
/// <para>
/// It keeps the four counts of every sample and class, 32 bytes each, so any score can be asked for afterwards and means over
/// samples are exact: averaging batch results instead depends on the batch size. Samples stand in the order of their arrival;
/// every mean, pooled and weighted figure is the same bits in any order of updates and merges.
/// </para>
/// <para>Not safe for use by several threads at once: give each its own and merge them.</para>
/// </remarks>
[JsonConverter(typeof(SegmentationMeterJsonConverter))]
public sealed class SegmentationMeter
{
    private readonly List<PixelCounts> _parts = [];

    /// <summary>An empty meter.</summary>
    /// <param name="classes">Number of classes of the counts to come, at least 1.</param>
    /// <param name="options">Rules for 0/0, background and names; null means <see cref="ScoreOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">There is no class, or the options do not fit the classes.</exception>
    public SegmentationMeter(int classes, ScoreOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        Classes = classes;
        Options = options ?? ScoreOptions.Default;
        Options.Check(classes, nameof(options));
    }

    /// <summary>Number of classes of the counts.</summary>
    public int Classes { get; }

    /// <summary>The rules that <see cref="Compute"/> scores under.</summary>
    public ScoreOptions Options { get; }

    /// <summary>Samples collected so far.</summary>
    public int Samples => _parts.Sum(part => part.Samples);

    /// <summary>Adds the samples of a batch.</summary>
    /// <param name="counts">Counts [samples, <see cref="Classes"/>].</param>
    /// <exception cref="ArgumentException">The number of classes differs.</exception>
    public void Update(PixelCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.Classes != Classes)
            throw new ArgumentException($"The counts have {counts.Classes} classes where the meter has {Classes}.", nameof(counts));
        _parts.Add(counts);
    }

    /// <summary>Adds the samples of another meter, which stays as it is.</summary>
    /// <exception cref="ArgumentException">The other meter's classes or rules differ, so that its scores mean something else.</exception>
    public void Merge(SegmentationMeter other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Classes != Classes)
            throw new ArgumentException($"A meter of {other.Classes} classes cannot be merged into one of {Classes}.", nameof(other));
        if (Options.DifferenceTo(other.Options) is { } difference)
            throw new ArgumentException($"Meters under different rules cannot be merged: {difference}.", nameof(other));
        _parts.AddRange([.. other._parts]);
    }

    /// <summary>The scores of all samples collected so far; without any, every figure is NaN.</summary>
    public SegmentationScores Compute() => new(Counts(), Options);

    /// <summary>Forgets all samples.</summary>
    public void Reset() => _parts.Clear();

    /// <summary>The meter as JSON (schema 1) that <see cref="FromJson"/> reads back exactly.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, SegmentationMeterJsonContext.Default.SegmentationMeter);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">The text is no JSON of a meter, or of a newer schema.</exception>
    public static SegmentationMeter FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return JsonSerializer.Deserialize(json, SegmentationMeterJsonContext.Default.SegmentationMeter)
            ?? throw new JsonException("The JSON is null, which is no meter.");
    }

    /// <summary>The counts of all samples, in the order of their arrival.</summary>
    internal PixelCounts Counts()
    {
        if (_parts.Count == 0)
            return new(0, Classes, [], [], [], []);

        // One part instead of many, so that asking again costs nothing.
        var all = _parts.Count == 1 ? _parts[0] : PixelCounts.Concat(_parts);
        _parts.Clear();
        _parts.Add(all);
        return all;
    }
}
