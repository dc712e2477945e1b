using System.Collections.Immutable;

namespace MaskSharp;

/// <summary>One score at every level: per sample and class, per class, and as mean, pooled and weighted figure.</summary>
/// <remarks>
/// Every figure is in the score's own range, and the same bits whatever the order of the samples. docs/metrics.md has the formulas and the rule for 0/0.
/// </remarks>
public sealed class MetricResult
{
    private readonly bool[] _skipped;
    private readonly int _firstClass;

    /// <summary>A score of samples with their figures.</summary>
    /// <param name="name">Name of the score.</param>
    /// <param name="options">Rules in force.</param>
    /// <param name="classes">Columns.</param>
    /// <param name="entries">One entry a sample and class.</param>
    /// <param name="images">One entry a sample, of its classes together.</param>
    /// <param name="pooled">The entries of pooled counts.</param>
    internal MetricResult(string name, ScoreOptions options, int classes, ScoreEntry[] entries, ScoreEntry[] images, PooledEntries pooled)
        : this(name, options, Sums(options, classes, entries, images, out var scores, out var skipped, out var perImage), images.Length, pooled)
    {
        _skipped = skipped;
        PerSample = new(images.Length, classes, scores);
        PerImage = [.. perImage];
    }

    /// <summary>A score of samples of which only sums are known.</summary>
    internal MetricResult(string name, ScoreOptions options, MetricSums sums, long samples, PooledEntries pooled)
    {
        // Nothing measured is no perfect score: without samples every figure is NaN.
        double Pool(ScoreEntry entry) => samples == 0 ? double.NaN : entry.Resolve(options).Score;
        Name = name;
        Rule = options.Describe();
        _firstClass = sums.FirstClass;
        _skipped = [];
        PerSample = new(0, sums.PerClass.Length, []);
        PerImage = [];
        PerClass = [.. sums.PerClass.Select(sum => sum.Mean)];
        PerClassCount = [.. sums.PerClass.Select(sum => sum.Count)];
        PooledPerClass = [.. pooled.PerClass.Select(Pool)];
        Pooled = Pool(pooled.All);
        Mean = sums.All.Mean;
        Count = sums.All.Count;
        ImageWise = sums.Images.Mean;
        Samples = samples;
        (Empty, Skipped, Undefined) = (sums.Empty, sums.Skipped, sums.Undefined);
        Weighted = WeighedMean([.. pooled.Support.Select(pixels => (double)pixels)]);
    }

    /// <summary>Name of the score, such as "Dice".</summary>
    public string Name { get; }

    /// <summary>The rule in force for empty classes, other 0/0 and the background, in words.</summary>
    public string Rule { get; }

    /// <summary>Number of samples behind the figures.</summary>
    public long Samples { get; }

    /// <summary>
    /// The score of each sample and class; NaN where it is skipped or undefined. Without a row where a meter kept no cases.
    /// </summary>
    public SampleTable<double> PerSample { get; }

    /// <summary>
    /// The score of each sample on the counts of its classes summed, an excluded background left out; NaN where it is skipped or
    /// undefined. Empty where a meter kept no cases.
    /// </summary>
    public ImmutableArray<double> PerImage { get; }

    /// <summary>Image-wise mean: of the samples' scores on the counts of their classes summed, skipped ones left out; NaN where all are.</summary>
    public double ImageWise { get; }

    /// <summary>Mean over the samples for each class, skipped ones left out; NaN where all are skipped.</summary>
    public ImmutableArray<double> PerClass { get; }

    /// <summary>How many samples stand in the mean of each class.</summary>
    public ImmutableArray<long> PerClassCount { get; }

    /// <summary>The score of the counts of each class summed over the samples; NaN where it is skipped or undefined, and without a sample.</summary>
    public ImmutableArray<double> PooledPerClass { get; }

    /// <summary>Macro mean over all samples and classes, skipped ones and an excluded background left out; NaN where all are.</summary>
    public double Mean { get; }

    /// <summary>
    /// Micro score: the formula on the counts summed over all samples and classes, an excluded background left out; NaN where it is skipped or
    /// undefined, and without a sample.
    /// </summary>
    public double Pooled { get; }

    /// <summary>
    /// Mean of <see cref="PerClass"/> weighted by each class's true pixels over all samples. Without any true pixel all
    /// classes weigh alike; NaN where no class has a score.
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
    /// <param name="sample">From 0 to the rows of <see cref="PerSample"/> − 1; a meter that kept no cases has none.</param>
    /// <param name="classIndex">From 0 to the columns of <see cref="PerSample"/> − 1.</param>
    /// <returns>True where it was; its entry in <see cref="PerSample"/> is NaN.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample or class.</exception>
    public bool IsSkipped(int sample, int classIndex)
        => new SampleTable<bool>(PerSample.Samples, PerSample.Classes, _skipped)[sample, classIndex];

    /// <summary>Mean of <see cref="PerClass"/> under given weights, Σw·score / Σw.</summary>
    /// <param name="classWeights">One weight a class, finite and at least 0, not all 0; an excluded background takes no part.</param>
    /// <returns>The mean of the classes that have a score and a weight; NaN without any.</returns>
    /// <exception cref="ArgumentException">The weights have another length, one is negative or not finite, or all that take part are 0.</exception>
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

    private static MetricSums Sums(ScoreOptions options, int classes, ScoreEntry[] entries, ScoreEntry[] images, out double[] scores, out bool[] skipped, out double[] perImage)
    {
        var sums = new MetricSums(classes, options.FirstClass(classes));
        (scores, skipped) = (new double[entries.Length], new bool[entries.Length]);
        for (var i = 0; i < entries.Length; i++)
            (scores[i], skipped[i]) = sums.Add(i % classes, entries[i], options);
        perImage = Array.ConvertAll(images, image => sums.AddImage(image, options));
        return sums;
    }

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
