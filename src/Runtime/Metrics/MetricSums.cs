namespace MaskSharp;

/// <summary>What the means of a score are made of, in constant memory; adding in any order and grouping gives the same bits.</summary>
internal sealed class MetricSums
{
    /// <param name="classes">Columns of the score.</param>
    /// <param name="firstClass">The first column that means look at.</param>
    public MetricSums(int classes, int firstClass)
    {
        PerClass = new FixedPointSum[classes];
        FirstClass = firstClass;
    }

    public FixedPointSum[] PerClass { get; }

    public int FirstClass { get; }

    /// <summary>Scores of whole samples, the classes' counts summed.</summary>
    public FixedPointSum Images { get; set; }

    public long Empty { get; set; }

    public long Skipped { get; set; }

    public long Undefined { get; set; }

    /// <summary>Of all classes that means look at.</summary>
    public FixedPointSum All => PerClass.Skip(FirstClass).Aggregate(default(FixedPointSum), (sum, part) => sum + part);

    /// <summary>Adds one entry of a sample.</summary>
    /// <returns>The score after the rules, and whether it is left out.</returns>
    public (double Score, bool Skipped) Add(int classIndex, ScoreEntry entry, ScoreOptions options)
    {
        var (score, skipped, undefined) = entry.Resolve(options);
        if (!skipped)
            PerClass[classIndex] += score;
        if (classIndex >= FirstClass)
        {
            Empty += entry.IsEmpty ? 1 : 0;
            Undefined += undefined ? 1 : 0;
            Skipped += skipped ? 1 : 0;
        }

        return (score, skipped);
    }

    /// <summary>Adds a whole sample's entry.</summary>
    public double AddImage(ScoreEntry entry, ScoreOptions options)
    {
        var (score, skipped, _) = entry.Resolve(options);
        if (!skipped)
            Images += score;
        return score;
    }

    public void Merge(MetricSums other)
    {
        for (var c = 0; c < PerClass.Length; c++)
            PerClass[c] += other.PerClass[c];
        Images += other.Images;
        Empty += other.Empty;
        Skipped += other.Skipped;
        Undefined += other.Undefined;
    }
}
