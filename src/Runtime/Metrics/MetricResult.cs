using System.Collections.Immutable;

namespace MaskSharp;

/// <summary>One score at every level: per sample and class, per class, and as mean, pooled and weighted figure.</summary>
/// <remarks>
/// Every figure is the same bits whatever the order of the samples. docs/metrics.md has the formulas and the rule for 0/0.
/// </remarks>
public sealed class MetricResult
{
    private readonly bool[] _skipped;
    private readonly ImmutableArray<long> _support;
    private readonly int _firstClass;

    internal MetricResult(string name, ScoreOptions options, int classes, ScoreEntry[] entries, ScoreEntry[] pooledPerClass, ScoreEntry pooled, ImmutableArray<long> support)
    {
        Name = name;
        _support = support;
        _firstClass = options.FirstClass(classes);
        _skipped = new bool[entries.Length];

        var scores = new double[entries.Length];
        var perClass = new FixedPointSum[classes];
        var mean = default(FixedPointSum);
        for (var i = 0; i < entries.Length; i++)
        {
            var (score, skipped, undefined) = entries[i].Resolve(options);
            scores[i] = score;
            _skipped[i] = skipped;
            var counts = i % classes >= _firstClass;
            if (!skipped)
                perClass[i % classes].Add(score);
            if (!skipped && counts)
                mean.Add(score);
            if (!counts)
                continue;
            Empty += entries[i].IsEmpty ? 1 : 0;
            Undefined += undefined ? 1 : 0;
            Skipped += skipped ? 1 : 0;
        }

        // Nothing measured is no perfect score: without samples every figure is NaN.
        double Pool(ScoreEntry entry) => entries.Length == 0 ? double.NaN : entry.Resolve(options).Score;
        PerSample = new(entries.Length / classes, classes, scores);
        PerClass = [.. perClass.Select(sum => sum.Mean)];
        PerClassCount = [.. perClass.Select(sum => sum.Count)];
        PooledPerClass = [.. pooledPerClass.Select(Pool)];
        Pooled = Pool(pooled);
        Mean = mean.Mean;
        Count = mean.Count;
        Weighted = WeighedMean([.. support.Select(pixels => (double)pixels)]);
    }

    /// <summary>Name of the score, such as "Dice".</summary>
    public string Name { get; }

    /// <summary>The score of each sample and class; NaN where it is skipped or undefined.</summary>
    public SampleTable<double> PerSample { get; }

    /// <summary>Mean over the samples for each class, skipped ones left out; NaN where all are skipped.</summary>
    public ImmutableArray<double> PerClass { get; }

    /// <summary>How many samples stand in each class's mean.</summary>
    public ImmutableArray<long> PerClassCount { get; }

    /// <summary>The score of each class's counts summed over the samples.</summary>
    public ImmutableArray<double> PooledPerClass { get; }

    /// <summary>Macro mean over all samples and classes, skipped ones and an excluded background left out.</summary>
    public double Mean { get; }

    /// <summary>Micro score: the formula on the counts summed over all samples and classes, an excluded background left out.</summary>
    public double Pooled { get; }

    /// <summary>
    /// Mean of <see cref="PerClass"/> weighted by each class's true pixels over all samples. Without any true pixel all
    /// classes weigh alike.
    /// </summary>
    public double Weighted { get; }

    /// <summary>How many scores stand in <see cref="Mean"/>.</summary>
    public long Count { get; }

    /// <summary>How many entries have no true and no predicted pixel, an excluded background left out.</summary>
    public long Empty { get; }

    /// <summary>How many entries were left out of <see cref="Mean"/> by a skip rule.</summary>
    public long Skipped { get; }

    /// <summary>How many entries met a 0/0 though not empty.</summary>
    public long Undefined { get; }

    /// <summary>Whether a sample's class was left out of the means by a skip rule.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample or class.</exception>
    public bool IsSkipped(int sample, int classIndex)
        => new SampleTable<bool>(PerSample.Samples, PerSample.Classes, _skipped)[sample, classIndex];

    /// <summary>Mean of <see cref="PerClass"/> under given weights, Σw·score / Σw.</summary>
    /// <param name="classWeights">One finite weight ≥ 0 a class, not all 0; an excluded background takes no part.</param>
    /// <exception cref="ArgumentException">The weights have another length, or one is negative or not finite.</exception>
    public double WeightedBy(ReadOnlySpan<double> classWeights)
    {
        if (classWeights.Length != PerClass.Length)
            throw new ArgumentException($"classWeights has {classWeights.Length} values where {Name} has {PerClass.Length} classes.", nameof(classWeights));
        foreach (var weight in classWeights)
        {
            if (!double.IsFinite(weight) || weight < 0)
                throw new ArgumentException($"classWeights holds {weight}: weights are finite and at least 0.", nameof(classWeights));
        }

        if (!classWeights[_firstClass..].ContainsAnyExcept(0.0))
            throw new ArgumentException("classWeights are all 0.", nameof(classWeights));
        return WeighedMean(classWeights);
    }

    /// <summary>Name, mean and pooled score, for logs.</summary>
    public override string ToString()
        => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Name} mean {Mean:0.####}, pooled {Pooled:0.####}");

    private double WeighedMean(ReadOnlySpan<double> weights)
    {
        var alike = !weights[_firstClass..].ContainsAnyExcept(0.0);
        var (sum, total) = (0.0, 0.0);
        for (var c = _firstClass; c < weights.Length; c++)
        {
            var weight = alike ? 1 : weights[c];

            // A class without a score in any sample, or without weight, takes no part: 0 · NaN would spoil the rest.
            if (PerClassCount[c] == 0 || weight == 0)
                continue;
            sum += weight * PerClass[c];
            total += weight;
        }

        return sum / total;
    }
}
