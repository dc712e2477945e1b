using System.Collections.Immutable;
using System.Globalization;

namespace MaskSharp;

/// <summary>The scores of pixel counts. Each is computed when first asked for, and only from the counts.</summary>
/// <remarks>
/// One rule for 0/0 holds for every score: a class with no true and no predicted pixel in a sample follows
/// <see cref="ScoreOptions.Empty"/>, any other 0/0 follows <see cref="ScoreOptions.Undefined"/>. Names: TP, FP, FN and TN are
/// true and false positives and negatives. docs/metrics.md has every formula with range, source and pitfalls.
/// </remarks>
public sealed class SegmentationScores
{
    private MetricResult? _dice;
    private MetricResult? _iou;
    private MetricResult? _precision;
    private MetricResult? _recall;
    private MetricResult? _specificity;
    private MetricResult? _pixelAccuracy;
    private MetricResult? _balancedAccuracy;
    private MetricResult? _mcc;
    private MetricResult? _kappa;
    private MetricResult? _volumeSimilarity;

    /// <summary>Scores counts under the given rules.</summary>
    /// <param name="counts">Counts [samples, classes].</param>
    /// <param name="options">Rules for 0/0, background and names; null means <see cref="ScoreOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">The options do not fit the counts.</exception>
    public SegmentationScores(PixelCounts counts, ScoreOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(counts);
        Options = options ?? ScoreOptions.Default;
        Options.Check(counts.Classes, nameof(options));
        Counts = counts;
        ClassNames = Options.ClassNames is { } names
            ? [.. names]
            : [.. Enumerable.Range(0, counts.Classes).Select(c => c.ToString(CultureInfo.InvariantCulture))];
    }

    /// <summary>The counts that are scored.</summary>
    public PixelCounts Counts { get; }

    /// <summary>The rules in force.</summary>
    public ScoreOptions Options { get; }

    /// <summary>One name a class: the given ones, or "0", "1", ….</summary>
    public ImmutableArray<string> ClassNames { get; }

    /// <summary>Dice = F1 = 2TP / (2TP + FP + FN), in [0, 1] (Dice 1945).</summary>
    public MetricResult Dice => _dice ??= Compute(nameof(Dice), ScoreFormulas.Dice);

    /// <summary>Intersection over union, Jaccard = TP / (TP + FP + FN), in [0, 1] (Jaccard 1912).</summary>
    public MetricResult IoU => _iou ??= Compute(nameof(IoU), ScoreFormulas.IoU);

    /// <summary>Precision = TP / (TP + FP), in [0, 1].</summary>
    public MetricResult Precision => _precision ??= Compute(nameof(Precision), ScoreFormulas.Precision);

    /// <summary>Recall, sensitivity = TP / (TP + FN), in [0, 1].</summary>
    public MetricResult Recall => _recall ??= Compute(nameof(Recall), ScoreFormulas.Recall);

    /// <summary>Specificity = TN / (TN + FP), in [0, 1].</summary>
    public MetricResult Specificity => _specificity ??= Compute(nameof(Specificity), ScoreFormulas.Specificity);

    /// <summary>
    /// Pixel accuracy = (TP + TN) / (TP + FP + FN + TN), in [0, 1]. With a rare foreground it is close to 1 whatever is
    /// predicted. For several exclusive classes the share of rightly labelled pixels is the pooled <see cref="Recall"/>.
    /// </summary>
    public MetricResult PixelAccuracy => _pixelAccuracy ??= Compute(nameof(PixelAccuracy), ScoreFormulas.PixelAccuracy);

    /// <summary>Balanced accuracy = (recall + specificity) / 2, in [0, 1] (Brodersen 2010).</summary>
    public MetricResult BalancedAccuracy => _balancedAccuracy ??= Compute(nameof(BalancedAccuracy), ScoreFormulas.BalancedAccuracy);

    /// <summary>
    /// Matthews correlation = (TP·TN − FP·FN) / √((TP+FP)(TP+FN)(TN+FP)(TN+FN)), in [−1, 1] (Matthews 1975).
    /// </summary>
    public MetricResult Mcc => _mcc ??= Compute(nameof(Mcc), ScoreFormulas.Mcc);

    /// <summary>
    /// Cohen's kappa = 2(TP·TN − FP·FN) / ((TP+FP)(FP+TN) + (TP+FN)(FN+TN)), in [−1, 1] (Cohen 1960).
    /// </summary>
    public MetricResult Kappa => _kappa ??= Compute(nameof(Kappa), ScoreFormulas.Kappa);

    /// <summary>
    /// Volume similarity = 1 − |FN − FP| / (2TP + FP + FN), in [0, 1] (Taha and Hanbury 2015). It compares sizes, not places.
    /// </summary>
    public MetricResult VolumeSimilarity => _volumeSimilarity ??= Compute(nameof(VolumeSimilarity), ScoreFormulas.VolumeSimilarity);

    /// <summary>
    /// F-beta = (1+β²)TP / ((1+β²)TP + β²FN + FP), in [0, 1] (van Rijsbergen 1979). β &gt; 1 weighs recall, β &lt; 1 precision;
    /// β = 1 is Dice.
    /// </summary>
    /// <param name="beta">Finite and at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="beta"/> is negative or not finite.</exception>
    public MetricResult FBeta(double beta = 1)
    {
        if (!double.IsFinite(beta) || beta < 0)
            throw new ArgumentOutOfRangeException(nameof(beta), beta, "beta is a finite number of at least 0.");
        return Compute(nameof(FBeta), tally => ScoreFormulas.FBeta(tally, beta));
    }

    /// <summary>
    /// Generalised Dice = 2Σw·TP / Σw(2TP + FP + FN) over the classes of a sample, in [0, 1] (Crum 2006, Sudre 2017): one
    /// score a sample, so the result has one column.
    /// </summary>
    /// <param name="weight">
    /// How a class weighs by its true pixels in the sample. An absent class, whose weight would be infinite, weighs as much as
    /// the heaviest present one of the sample; where none is present all weigh alike.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="weight"/> is no value of its type.</exception>
    public MetricResult GeneralizedDice(VolumeWeight weight = VolumeWeight.Square)
    {
        if (!Enum.IsDefined(weight))
            throw new ArgumentOutOfRangeException(nameof(weight), weight, $"weight is no value of {nameof(VolumeWeight)}.");
        return ComputeGeneralizedDice(tallies => GeneralizedDiceFormula.Weights(tallies, weight));
    }

    /// <summary>Generalised Dice = 2Σw·TP / Σw(2TP + FP + FN) over the classes of a sample, under given weights.</summary>
    /// <param name="classWeights">One finite weight ≥ 0 a class; an excluded background takes no part.</param>
    /// <exception cref="ArgumentException">The weights have another length, or one is negative or not finite.</exception>
    public MetricResult GeneralizedDice(ReadOnlySpan<double> classWeights)
    {
        if (classWeights.Length != Counts.Classes)
            throw new ArgumentException($"classWeights has {classWeights.Length} values where there are {Counts.Classes} classes.", nameof(classWeights));
        var weights = classWeights[Options.FirstClass(Counts.Classes)..].ToArray();
        if (Array.Exists(weights, weight => !double.IsFinite(weight) || weight < 0))
            throw new ArgumentException("classWeights holds a value that is negative or not finite.", nameof(classWeights));
        return ComputeGeneralizedDice(_ => weights);
    }

    /// <summary>The scores most looked at, for logs.</summary>
    public override string ToString() => $"{Dice}; {IoU}; {Counts}";

    private MetricResult Compute(string name, Func<PixelTally, double> formula)
    {
        ScoreEntry Entry(PixelTally tally) => new(formula(tally), tally.IsEmpty, tally.Support > 0);
        var classes = Enumerable.Range(0, Counts.Classes);
        var entries = Enumerable.Range(0, Counts.Samples).SelectMany(sample => classes.Select(c => Entry(Counts.Tally(sample, c))));
        var pooled = classes.Select(Counts.Pooled).ToArray();
        var all = PixelCounts.Sum(pooled[Options.FirstClass(Counts.Classes)..]);
        return new(name, Options, Counts.Classes, [.. entries], [.. pooled.Select(Entry)], Entry(all), [.. pooled.Select(tally => tally.Support)]);
    }

    private MetricResult ComputeGeneralizedDice(Func<PixelTally[], double[]> weights)
    {
        ScoreEntry Entry(PixelTally[] tallies)
            => new(GeneralizedDiceFormula.Score(tallies, weights(tallies)), Array.TrueForAll(tallies, t => t.IsEmpty), Array.Exists(tallies, t => t.Support > 0));
        var first = Options.FirstClass(Counts.Classes);
        PixelTally[] Classes(Func<int, PixelTally> tally) => [.. Enumerable.Range(first, Counts.Classes - first).Select(tally)];
        var entries = Enumerable.Range(0, Counts.Samples).Select(sample => Entry(Classes(c => Counts.Tally(sample, c))));
        var pooledTallies = Classes(Counts.Pooled);
        var pooled = Entry(pooledTallies);
        return new(nameof(GeneralizedDice), Options, 1, [.. entries], [pooled], pooled, [pooledTallies.Sum(tally => tally.Support)]);
    }
}
