namespace MaskSharp;

/// <summary>All that scores need of samples whose own counts are not kept, in memory that does not grow with them.</summary>
internal sealed class PooledCases
{
    public PooledCases(int classes, ScoreOptions options)
    {
        Options = options;
        Tallies = new PixelTally[classes];
        Sums = [.. ScoreCatalog.All.Select(_ => new MetricSums(classes, options.FirstClass(classes)))];
    }

    public ScoreOptions Options { get; }

    /// <summary>Number of samples.</summary>
    public long Samples { get; set; }

    /// <summary>The counts of each class over all samples.</summary>
    public PixelTally[] Tallies { get; }

    /// <summary>The sums of each score, in the order of <see cref="ScoreCatalog.All"/>.</summary>
    public MetricSums[] Sums { get; }

    public void Add(PixelCounts counts)
    {
        for (var sample = 0; sample < counts.Samples; sample++)
        {
            var image = default(PixelTally);
            for (var c = 0; c < Tallies.Length; c++)
            {
                var tally = counts.Tally(sample, c);
                Tallies[c] += tally;
                if (c >= Options.FirstClass(Tallies.Length))
                    image += tally;
                for (var score = 0; score < Sums.Length; score++)
                    Sums[score].Add(c, ScoreCatalog.All[score].Entry(tally), Options);
            }

            for (var score = 0; score < Sums.Length; score++)
                Sums[score].AddImage(ScoreCatalog.All[score].Entry(image), Options);
        }

        Samples += counts.Samples;
    }

    public void Merge(PooledCases other)
    {
        for (var c = 0; c < Tallies.Length; c++)
            Tallies[c] += other.Tallies[c];
        for (var score = 0; score < Sums.Length; score++)
            Sums[score].Merge(other.Sums[score]);
        Samples += other.Samples;
    }

    /// <summary>The counts as of one sample, or of none.</summary>
    public PixelCounts Counts() => PixelCounts.Build(Samples == 0 ? 0 : 1, Tallies.Length, (_, c) => Tallies[c]);
}
