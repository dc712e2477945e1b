using System.Numerics;

namespace MaskSharp;

/// <summary>
/// How many pixels of each true class are predicted as each class: what scores need that look at all exclusive classes at once.
/// Immutable; adding is exact. It never touches torch.
/// </summary>
public sealed class ConfusionMatrix
{
    private readonly long[,] _counts;
    private readonly long[] _actual;
    private readonly long[] _predicted;

    /// <summary>Takes counts that are known already.</summary>
    /// <param name="counts">[true class, predicted class], each at least 0.</param>
    /// <exception cref="ArgumentException">The matrix is not square, has no class, or a count is negative.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="counts"/> is null.</exception>
    /// <exception cref="OverflowException">There are more than 2⁶³ − 1 pixels.</exception>
    public ConfusionMatrix(long[,] counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        Classes = counts.GetLength(0);
        if (Classes == 0 || counts.GetLength(1) != Classes)
            throw new ArgumentException($"counts is [{Classes}, {counts.GetLength(1)}]; expected one row and one column a class.", nameof(counts));
        _counts = (long[,])counts.Clone();
        (_actual, _predicted) = (new long[Classes], new long[Classes]);
        for (var t = 0; t < Classes; t++)
        {
            for (var p = 0; p < Classes; p++)
            {
                if (counts[t, p] < 0)
                    throw new ArgumentException($"counts[{t}, {p}] is {counts[t, p]}: none may be negative.", nameof(counts));
                checked
                {
                    _actual[t] += counts[t, p];
                    _predicted[p] += counts[t, p];
                    Pixels += counts[t, p];
                }
            }
        }
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Number of counted pixels.</summary>
    public long Pixels { get; }

    /// <summary>Accuracy, by definition the share of pixels whose class is predicted, from 0 to 1; NaN without a pixel.</summary>
    public double Accuracy => (double)Diagonal / Pixels;

    /// <summary>
    /// Multi-class balanced accuracy: the mean of the recalls of the classes that have true pixels, from 0 to 1 (Grandini et al. 2020);
    /// NaN without a pixel.
    /// </summary>
    public double BalancedAccuracy
        => Enumerable.Range(0, Classes).Where(c => _actual[c] > 0).Select(c => (double)_counts[c, c] / _actual[c]).DefaultIfEmpty(double.NaN).Average();

    /// <summary>
    /// Multi-class Matthews correlation R_K, from −1 (or above) to 1 (Gorodkin 2004); NaN where all pixels are of one true class, or
    /// are predicted as one.
    /// </summary>
    public double Mcc
    {
        get
        {
            var all = (Int128)Pixels * Pixels;
            var (chance, actual, predicted) = (Int128.Zero, Int128.Zero, Int128.Zero);
            for (var c = 0; c < Classes; c++)
            {
                chance += (Int128)_actual[c] * _predicted[c];
                actual += (Int128)_actual[c] * _actual[c];
                predicted += (Int128)_predicted[c] * _predicted[c];
            }

            var spread = Math.Sqrt((double)(all - actual)) * Math.Sqrt((double)(all - predicted));
            return spread == 0 ? double.NaN : Math.Clamp((double)(((Int128)Diagonal * Pixels) - chance) / spread, -1, 1);
        }
    }

    private long Diagonal => Enumerable.Range(0, Classes).Sum(c => _counts[c, c]);

    /// <summary>The pixels of a true class that are predicted as a class.</summary>
    /// <param name="actual">True class, from 0 to <see cref="Classes"/> − 1.</param>
    /// <param name="predicted">Predicted class, from 0 to <see cref="Classes"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public long this[int actual, int predicted]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(actual);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(actual, Classes);
            ArgumentOutOfRangeException.ThrowIfNegative(predicted);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(predicted, Classes);
            return _counts[actual, predicted];
        }
    }

    /// <summary>Adds matrices of the same classes.</summary>
    /// <exception cref="ArgumentException">The numbers of classes differ.</exception>
    /// <exception cref="ArgumentNullException">An operand is null.</exception>
    /// <exception cref="OverflowException">There are more than 2⁶³ − 1 pixels.</exception>
    public static ConfusionMatrix operator +(ConfusionMatrix left, ConfusionMatrix right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return left.Add(right);
    }

    /// <summary>Counts two label maps, pixel by pixel in the same order.</summary>
    /// <typeparam name="T">Any integer type.</typeparam>
    /// <param name="prediction">Predicted class indices, flat, of any number of dimensions.</param>
    /// <param name="target">True class indices, same length.</param>
    /// <param name="classes">Number of classes, at least 2: the labels are 0 … classes − 1.</param>
    /// <param name="ignore">Target value whose pixels are counted nowhere, even if it is a class; null counts all.</param>
    /// <returns>The counts [true class, predicted class].</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a label is out of range at a counted pixel.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two classes.</exception>
    public static ConfusionMatrix FromLabels<T>(ReadOnlySpan<T> prediction, ReadOnlySpan<T> target, int classes, int? ignore = null)
        where T : unmanaged, IBinaryInteger<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        PixelCounts.RequireLength(target.Length, prediction.Length, nameof(target));
        var counts = new long[classes, classes];
        for (var i = 0; i < target.Length; i++)
        {
            var (t, p) = (long.CreateSaturating(target[i]), long.CreateSaturating(prediction[i]));
            if (t == ignore)
                continue;
            if (t < 0 || t >= classes)
                throw new ArgumentException($"target has the label {target[i]} at pixel {i}: labels are 0 to {classes - 1}.", nameof(target));
            if (p < 0 || p >= classes)
                throw new ArgumentException($"prediction has the label {prediction[i]} at pixel {i}: labels are 0 to {classes - 1}.", nameof(prediction));
            counts[t, p]++;
        }

        return new(counts);
    }

    /// <summary>Adds a matrix of the same classes.</summary>
    /// <param name="other">The other matrix, which stays as it is.</param>
    /// <returns>The sums, as a new matrix.</returns>
    /// <exception cref="ArgumentException">The numbers of classes differ.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    /// <exception cref="OverflowException">There are more than 2⁶³ − 1 pixels.</exception>
    public ConfusionMatrix Add(ConfusionMatrix other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Classes != Classes)
            throw new ArgumentException($"Matrices of {Classes} and of {other.Classes} classes cannot be added.", nameof(other));
        var counts = (long[,])_counts.Clone();
        for (var t = 0; t < Classes; t++)
        {
            for (var p = 0; p < Classes; p++)
                counts[t, p] = checked(counts[t, p] + other._counts[t, p]);
        }

        return new(counts);
    }

    /// <summary>The counts of each class against the rest, as one sample.</summary>
    /// <returns>Counts [1, classes].</returns>
    public PixelCounts ToPixelCounts() => ToPixelCounts([.. Enumerable.Range(0, Classes).Select(c => new LabelGroup($"{c}", c))]);

    /// <summary>The counts of each region against the rest, as one sample: confusions within a region are none.</summary>
    /// <param name="regions">At least one region of classes; they may share classes.</param>
    /// <returns>Counts [1, regions].</returns>
    /// <exception cref="ArgumentException">There is no region, or a label is no class of the matrix.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="regions"/> is null.</exception>
    public PixelCounts ToPixelCounts(IReadOnlyList<LabelGroup> regions)
    {
        ArgumentNullException.ThrowIfNull(regions);
        if (regions.Count == 0)
            throw new ArgumentException("There is no region to count.", nameof(regions));
        foreach (var region in regions)
        {
            if (region.Labels[^1] >= Classes)
                throw new ArgumentException($"The region {region} has the label {region.Labels[^1]} where there are {Classes} classes.", nameof(regions));
        }

        return PixelCounts.Build(1, regions.Count, (_, region) =>
        {
            var labels = regions[region].Labels;
            var both = labels.Sum(t => labels.Sum(p => _counts[t, p]));
            return new PixelTotals { Both = both, Predicted = labels.Sum(p => _predicted[p]), Actual = labels.Sum(t => _actual[t]), Counted = Pixels }.Tally;
        });
    }

    /// <summary>
    /// Cohen's kappa, weighted: 1 − Σ w·observed / Σ w·expected by chance (Cohen 1960, 1968).
    /// </summary>
    /// <param name="weight">What a confusion costs.</param>
    /// <returns>Kappa, up to 1, which is perfect; 0 is no better than chance. NaN where chance makes no confusion.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="weight"/> is no value of its type.</exception>
    public double Kappa(KappaWeight weight = KappaWeight.None) => weight switch
    {
        KappaWeight.None => WeightedKappa((t, p) => t == p ? 0 : 1),
        KappaWeight.Linear => WeightedKappa((t, p) => Math.Abs(t - p)),
        KappaWeight.Quadratic => WeightedKappa((t, p) => (double)(t - p) * (t - p)),
        _ => throw new ArgumentOutOfRangeException(nameof(weight), weight, $"weight is no value of {nameof(KappaWeight)}."),
    };

    /// <summary>Cohen's kappa under given weights: 1 − Σ w·observed / Σ w·expected by chance (Cohen 1968).</summary>
    /// <param name="weights">[true class, predicted class], finite and at least 0: what a confusion costs.</param>
    /// <returns>Kappa, up to 1, which is perfect; 0 is no better than chance. NaN where chance costs nothing.</returns>
    /// <exception cref="ArgumentException">The weights have another shape, or one is negative or not finite.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="weights"/> is null.</exception>
    public double Kappa(double[,] weights)
    {
        CheckWeights(weights, nameof(weights));
        return WeightedKappa((t, p) => weights[t, p]);
    }

    /// <summary>
    /// Expected cost of the predictions over that of the best constant prediction (Ferrer 2022).
    /// </summary>
    /// <param name="costs">
    /// [true class, predicted class], finite and at least 0; null: 1 / (classes · share of the true class) for every confusion, which weighs all
    /// classes alike.
    /// </param>
    /// <returns>
    /// From 0 on: 0 is perfect, 1 no better than a constant. NaN where a class has no true pixel and no costs are given. Where a constant prediction
    /// costs nothing it is +∞, or NaN if the predictions cost nothing too.
    /// </returns>
    /// <exception cref="ArgumentException">The costs have another shape, or one is negative or not finite.</exception>
    public double NormalizedExpectedCost(double[,]? costs = null)
    {
        if (costs is not null)
            CheckWeights(costs, nameof(costs));
        double Share(int t) => (double)_actual[t] / Pixels;
        double Cost(int t, int p) => costs is not null ? costs[t, p] : t == p ? 0 : 1 / (Classes * Share(t));
        var (cost, constant) = (0.0, new double[Classes]);
        for (var t = 0; t < Classes; t++)
        {
            for (var p = 0; p < Classes; p++)
            {
                cost += Cost(t, p) * _counts[t, p] / Pixels;
                constant[p] += Cost(t, p) * Share(t);
            }
        }

        return cost / constant.Min();
    }

    /// <summary>Classes, pixels and accuracy, for logs.</summary>
    public override string ToString() => FormattableString.Invariant($"{Classes} classes, {Pixels} pixels, accuracy {Accuracy:0.####}");

    private double WeightedKappa(Func<int, int, double> weight)
    {
        var (observed, expected) = (0.0, 0.0);
        for (var t = 0; t < Classes; t++)
        {
            for (var p = 0; p < Classes; p++)
            {
                observed += weight(t, p) * _counts[t, p];
                expected += weight(t, p) * ((double)_actual[t] * _predicted[p] / Pixels);
            }
        }

        return expected == 0 ? double.NaN : 1 - (observed / expected);
    }

    private void CheckWeights(double[,] weights, string name)
    {
        ArgumentNullException.ThrowIfNull(weights, name);
        if (weights.GetLength(0) != Classes || weights.GetLength(1) != Classes)
            throw new ArgumentException($"{name} is [{weights.GetLength(0)}, {weights.GetLength(1)}] where there are {Classes} classes.", name);
        foreach (var weight in weights)
        {
            if (!double.IsFinite(weight) || weight < 0)
                throw new ArgumentException($"{name} holds {weight}; expected finite numbers of at least 0.", name);
        }
    }
}
