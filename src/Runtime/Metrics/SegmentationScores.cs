using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace MaskSharp;

/// <summary>The scores of pixel counts. Each is computed when first asked for, and only from the counts.</summary>
/// <remarks>
/// One rule for 0/0 holds for every score: a class with no true and no predicted pixel in a sample follows
/// <see cref="ScoreOptions.Empty"/>, any other 0/0 follows <see cref="ScoreOptions.Undefined"/>. Names: TP, FP, FN and TN are
/// true and false positives and negatives. docs/metrics.md has every formula with range, source and pitfalls.
/// </remarks>
public sealed class SegmentationScores
{
    private readonly PooledCases? _pooledCases;
    private readonly ConcurrentDictionary<string, MetricResult> _results = new();

    /// <summary>Scores counts under the given rules.</summary>
    /// <param name="counts">Counts [samples, classes].</param>
    /// <param name="options">Rules for 0/0, background and names; null means <see cref="ScoreOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">The options do not fit the counts.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="counts"/> is null.</exception>
    public SegmentationScores(PixelCounts counts, ScoreOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(counts);
        Options = options ?? ScoreOptions.Default;
        Options.Check(counts.Classes, nameof(options));
        Counts = counts;
        ClassNames = Options.NamesOf(counts.Classes);
    }

    /// <summary>Scores samples of which only sums are known.</summary>
    internal SegmentationScores(PooledCases cases)
        : this(cases.Counts(), cases.Options) => _pooledCases = cases;

    /// <summary>The counts that are scored; of a meter that kept no cases, those of all samples as one.</summary>
    public PixelCounts Counts { get; }

    /// <summary>Number of samples that are scored.</summary>
    public long Samples => _pooledCases?.Samples ?? Counts.Samples;

    /// <summary>The rules in force.</summary>
    public ScoreOptions Options { get; }

    /// <summary>One name a class: the given ones, or "0", "1", ….</summary>
    public ImmutableArray<string> ClassNames { get; }

    /// <summary>Dice = F1 = 2TP / (2TP + FP + FN), in [0, 1] (Dice 1945).</summary>
    public MetricResult Dice => Result(nameof(Dice));

    /// <summary>Intersection over union, Jaccard = TP / (TP + FP + FN), in [0, 1] (Jaccard 1912).</summary>
    public MetricResult IoU => Result(nameof(IoU));

    /// <summary>Precision = TP / (TP + FP), in [0, 1] (Kent et al. 1955).</summary>
    public MetricResult Precision => Result(nameof(Precision));

    /// <summary>Recall, sensitivity = TP / (TP + FN), in [0, 1] (Kent et al. 1955; Yerushalmy 1947).</summary>
    public MetricResult Recall => Result(nameof(Recall));

    /// <summary>Specificity = TN / (TN + FP), in [0, 1] (Yerushalmy 1947).</summary>
    public MetricResult Specificity => Result(nameof(Specificity));

    /// <summary>
    /// Pixel accuracy, by definition (TP + TN) / (TP + FP + FN + TN), in [0, 1]. With a rare foreground it is close to 1 whatever is
    /// predicted. For several exclusive classes the share of rightly labelled pixels is the pooled <see cref="Recall"/>.
    /// </summary>
    public MetricResult PixelAccuracy => Result(nameof(PixelAccuracy));

    /// <summary>Balanced accuracy = (recall + specificity) / 2, in [0, 1] (Brodersen 2010).</summary>
    public MetricResult BalancedAccuracy => Result(nameof(BalancedAccuracy));

    /// <summary>
    /// Matthews correlation = (TP·TN − FP·FN) / √((TP+FP)(TP+FN)(TN+FP)(TN+FN)), in [−1, 1] (Matthews 1975).
    /// </summary>
    public MetricResult Mcc => Result(nameof(Mcc));

    /// <summary>
    /// Cohen's kappa = 2(TP·TN − FP·FN) / ((TP+FP)(FP+TN) + (TP+FN)(FN+TN)), in [−1, 1] (Cohen 1960).
    /// </summary>
    public MetricResult Kappa => Result(nameof(Kappa));

    /// <summary>
    /// Volume similarity = 1 − |FN − FP| / (2TP + FP + FN), in [0, 1] (Taha and Hanbury 2015). It compares sizes, not places.
    /// </summary>
    public MetricResult VolumeSimilarity => Result(nameof(VolumeSimilarity));

    /// <summary>Negative predictive value = TN / (TN + FN), in [0, 1] (Altman and Bland 1994).</summary>
    public MetricResult NegativePredictiveValue => Result(nameof(NegativePredictiveValue));

    /// <summary>False positive rate, fall-out, by definition FP / (FP + TN) = 1 − specificity, in [0, 1]; lower is better.</summary>
    public MetricResult FalsePositiveRate => Result(nameof(FalsePositiveRate));

    /// <summary>False negative rate, miss rate, by definition FN / (FN + TP) = 1 − recall, in [0, 1]; lower is better.</summary>
    public MetricResult FalseNegativeRate => Result(nameof(FalseNegativeRate));

    /// <summary>False discovery rate = FP / (FP + TP) = 1 − precision, in [0, 1]; lower is better (Benjamini and Hochberg 1995).</summary>
    public MetricResult FalseDiscoveryRate => Result(nameof(FalseDiscoveryRate));

    /// <summary>False omission rate, by definition FN / (FN + TN), in [0, 1]; lower is better.</summary>
    public MetricResult FalseOmissionRate => Result(nameof(FalseOmissionRate));

    /// <summary>
    /// Positive likelihood ratio = recall / (1 − specificity), from 0 to +∞, which it is without a false positive; 1 says nothing (Attia 2003).
    /// </summary>
    public MetricResult PositiveLikelihoodRatio => Result(nameof(PositiveLikelihoodRatio));

    /// <summary>
    /// Negative likelihood ratio = (1 − recall) / specificity, from 0 to +∞, which it is without a true negative; lower is better, 1 says nothing
    /// (Attia 2003).
    /// </summary>
    public MetricResult NegativeLikelihoodRatio => Result(nameof(NegativeLikelihoodRatio));

    /// <summary>Youden's index, informedness = recall + specificity − 1, in [−1, 1] (Youden 1950).</summary>
    public MetricResult Youden => Result(nameof(Youden));

    /// <summary>Markedness = precision + negative predictive value − 1, in [−1, 1] (Powers 2011).</summary>
    public MetricResult Markedness => Result(nameof(Markedness));

    /// <summary>Fowlkes–Mallows index = √(precision · recall), in [0, 1] (Fowlkes and Mallows 1983).</summary>
    public MetricResult FowlkesMallows => Result(nameof(FowlkesMallows));

    /// <summary>
    /// Prevalence threshold = √FPR / (√recall + √FPR), in [0, 1]: below so large a share of foreground the precision falls steeply;
    /// lower is better (Balayla 2020).
    /// </summary>
    public MetricResult PrevalenceThreshold => Result(nameof(PrevalenceThreshold));

    /// <summary>
    /// Absolute volume difference = |FP − FN| / (TP + FN), the error of the size as a share of the true size, from 0 to +∞; lower is
    /// better (Heimann et al. 2009). It compares sizes, not places.
    /// </summary>
    public MetricResult AbsoluteVolumeDifference => Result(nameof(AbsoluteVolumeDifference));

    /// <summary>Every score that has no argument, each in its own range.</summary>
    public IEnumerable<MetricResult> All => ScoreCatalog.All.Select(formula => Result(formula.Name));

    /// <summary>
    /// F-beta = (1+β²)TP / ((1+β²)TP + β²FN + FP), in [0, 1] (van Rijsbergen 1979). β &gt; 1 weighs recall, β &lt; 1 precision;
    /// β = 1 is Dice.
    /// </summary>
    /// <param name="beta">Finite and at least 0.</param>
    /// <returns>The score at every level.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="beta"/> is negative or not finite.</exception>
    /// <exception cref="InvalidOperationException">The meter kept no cases, whose counts this needs.</exception>
    public MetricResult FBeta(double beta = 1)
    {
        if (!double.IsFinite(beta) || beta < 0)
            throw new ArgumentOutOfRangeException(nameof(beta), beta, "beta is a finite number of at least 0.");
        RequireCases(nameof(FBeta));
        return Compute(new(nameof(FBeta), tally => ScoreFormulas.FBeta(tally, beta)));
    }

    /// <summary>
    /// Net benefit = TP / N − rate · FP / N over all N counted pixels (Vickers et al. 2016): what the hits are worth less what the false
    /// alarms cost.
    /// </summary>
    /// <param name="exchangeRate">How many hits a false alarm costs, finite and at least 0: 1/9 if one hit is worth nine.</param>
    /// <returns>The score at every level, from −<paramref name="exchangeRate"/> to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="exchangeRate"/> is negative or not finite.</exception>
    /// <exception cref="InvalidOperationException">The meter kept no cases, whose counts this needs.</exception>
    public MetricResult NetBenefit(double exchangeRate = 1)
    {
        if (!double.IsFinite(exchangeRate) || exchangeRate < 0)
            throw new ArgumentOutOfRangeException(nameof(exchangeRate), exchangeRate, "exchangeRate is a finite number of at least 0.");
        RequireCases(nameof(NetBenefit));
        return Compute(new(nameof(NetBenefit), tally => ScoreFormulas.NetBenefit(tally, exchangeRate), Best: 0));
    }

    /// <summary>
    /// Generalised Dice = 2Σw·TP / Σw(2TP + FP + FN) over the classes of a sample, in [0, 1] (Crum 2006, Sudre 2017): one
    /// score a sample, so the result has one column.
    /// </summary>
    /// <param name="weight">
    /// How a class weighs by its true pixels in the sample. An absent class, whose weight would be infinite, weighs as much as
    /// the heaviest present one of the sample; where none is present all weigh alike.
    /// </param>
    /// <returns>The score at every level, with one column.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="weight"/> is no value of its type.</exception>
    /// <exception cref="InvalidOperationException">The meter kept no cases, whose counts this needs.</exception>
    public MetricResult GeneralizedDice(VolumeWeight weight = VolumeWeight.Square)
    {
        if (!Enum.IsDefined(weight))
            throw new ArgumentOutOfRangeException(nameof(weight), weight, $"weight is no value of {nameof(VolumeWeight)}.");
        return ComputeGeneralizedDice(tallies => GeneralizedDiceFormula.Weights(tallies, weight));
    }

    /// <summary>Generalised Dice = 2Σw·TP / Σw(2TP + FP + FN) over the classes of a sample, under given weights, in [0, 1] (Crum et al. 2006).</summary>
    /// <param name="classWeights">One weight a class, finite and at least 0; an excluded background takes no part.</param>
    /// <returns>The score at every level, with one column.</returns>
    /// <exception cref="ArgumentException">The weights have another length, or one is negative or not finite.</exception>
    /// <exception cref="InvalidOperationException">The meter kept no cases, whose counts this needs.</exception>
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

    private MetricResult Result(string name) => _results.GetOrAdd(name, Make);

    private MetricResult Make(string name)
    {
        var index = ScoreCatalog.IndexOf(name);
        var formula = ScoreCatalog.All[index];
        return _pooledCases is null
            ? Compute(formula)
            : new(name, Options, _pooledCases.Sums[index], _pooledCases.Samples, PooledEntries.Of(formula, _pooledCases.Tallies, Options.FirstClass(Counts.Classes)));
    }

    private MetricResult Compute(ScoreFormula formula)
    {
        var first = Options.FirstClass(Counts.Classes);
        var entries = new ScoreEntry[Counts.Samples * Counts.Classes];
        var images = new ScoreEntry[Counts.Samples];
        var pooled = new PixelTally[Counts.Classes];
        for (var sample = 0; sample < Counts.Samples; sample++)
        {
            var image = default(PixelTally);
            for (var c = 0; c < Counts.Classes; c++)
            {
                var tally = Counts.Tally(sample, c);
                entries[(sample * Counts.Classes) + c] = formula.Entry(tally);
                pooled[c] += tally;
                image += c >= first ? tally : default;
            }

            images[sample] = formula.Entry(image);
        }

        return new(formula.Name, Options, Counts.Classes, entries, images, PooledEntries.Of(formula, pooled, first));
    }

    private MetricResult ComputeGeneralizedDice(Func<PixelTally[], double[]> weights)
    {
        RequireCases(nameof(GeneralizedDice));
        ScoreEntry Entry(PixelTally[] tallies)
            => new(GeneralizedDiceFormula.Score(tallies, weights(tallies)), Array.TrueForAll(tallies, t => t.IsEmpty), Array.Exists(tallies, t => t.Support > 0));
        var first = Options.FirstClass(Counts.Classes);
        PixelTally[] Classes(Func<int, PixelTally> tally) => [.. Enumerable.Range(first, Counts.Classes - first).Select(tally)];
        ScoreEntry[] entries = [.. Enumerable.Range(0, Counts.Samples).Select(sample => Entry(Classes(c => Counts.Tally(sample, c))))];
        var pooledTallies = Classes(Counts.Pooled);
        var pooled = Entry(pooledTallies);
        return new(nameof(GeneralizedDice), Options, 1, entries, entries, new([pooled], pooled, [pooledTallies.Sum(tally => tally.Support)]));
    }

    private void RequireCases(string name)
    {
        if (_pooledCases is not null)
            throw new InvalidOperationException($"{name} needs the counts of every case, which this meter did not keep: create it with keepsCases: true.");
    }
}
