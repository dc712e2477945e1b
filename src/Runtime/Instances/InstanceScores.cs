using System.Globalization;

namespace MaskSharp;

/// <summary>
/// Scores of objects instead of pixels: how many lesions, cells or instances were found, and how well those that were. Small objects
/// weigh as much as large ones.
/// </summary>
/// <remarks>
/// <para>
/// Objects match one to one where their IoU is above the threshold, best first. From a threshold of 0.5 on no object can match two
/// (Kirillov et al. 2019); below, the better match wins. With a threshold of 0 a single shared pixel finds an object.
/// </para>
/// <para>
/// Without any object on either side precision, recall, F1 and panoptic quality are 1, and <see cref="IsEmpty"/> says so; what is a mean
/// over objects is NaN.
/// </para>
/// </remarks>
public sealed class InstanceScores
{
    private InstanceScores(int predicted, int actual, IReadOnlyList<InstanceMatch> matches, double lesionDice)
    {
        Predicted = predicted;
        Actual = actual;
        Matches = matches;
        LesionDice = lesionDice;
    }

    /// <summary>Number of predicted objects.</summary>
    public int Predicted { get; }

    /// <summary>Number of true objects.</summary>
    public int Actual { get; }

    /// <summary>The matched pairs, best IoU first.</summary>
    public IReadOnlyList<InstanceMatch> Matches { get; }

    /// <summary>Matched pairs.</summary>
    public int TruePositives => Matches.Count;

    /// <summary>Predicted objects without a true one.</summary>
    public int FalsePositives => Predicted - Matches.Count;

    /// <summary>True objects that were missed.</summary>
    public int FalseNegatives => Actual - Matches.Count;

    /// <summary>Whether there is no object at all.</summary>
    public bool IsEmpty => Predicted == 0 && Actual == 0;

    /// <summary>Precision, by definition the share of the predicted objects that are true, from 0 to 1; without a predicted one 1 if there is no true one, else NaN.</summary>
    public double Precision => IsEmpty ? 1 : (double)TruePositives / Predicted;

    /// <summary>Recall, by definition the share of the true objects that are found, from 0 to 1; without a true one 1 if there is no predicted one, else NaN.</summary>
    public double Recall => IsEmpty ? 1 : (double)TruePositives / Actual;

    /// <summary>F1 of objects = 2TP / (2TP + FP + FN), the recognition quality of panoptic quality, from 0 to 1 (Kirillov et al. 2019); 1 without any object.</summary>
    public double F1 => IsEmpty ? 1 : 2.0 * TruePositives / ((double)Predicted + Actual);

    /// <summary>Segmentation quality: the mean IoU of the matched pairs, from 0 to 1 (Kirillov et al. 2019); NaN without one.</summary>
    public double SegmentationQuality => Matches.Select(match => match.IoU).DefaultIfEmpty(double.NaN).Average();

    /// <summary>Panoptic quality = segmentation quality · F1, from 0 to 1 (Kirillov et al. 2019); 0 where objects exist and none match, 1 without any object.</summary>
    public double PanopticQuality => IsEmpty ? 1 : 2 * Matches.Sum(match => match.IoU) / ((double)Predicted + Actual);

    /// <summary>
    /// Lesion-wise Dice, by definition of its own the mean over the true objects of the Dice with the predicted objects that touch it, joined, from 0 to 1; a
    /// missed one scores 0, an invented one is not looked at. NaN without a true object.
    /// </summary>
    public double LesionDice { get; }

    /// <summary>Scores the connected objects of two masks, such as lesions.</summary>
    /// <param name="prediction">Predicted mask, flat in row-major order; nonzero is foreground.</param>
    /// <param name="target">True mask, same length.</param>
    /// <param name="shape">Length of each axis, slowest first.</param>
    /// <param name="threshold">A pair matches if its IoU is above this, from 0 (one shared pixel is enough) to below 1.</param>
    /// <param name="connectivity">Which pixels belong to one object.</param>
    /// <returns>Matches, counts and scores of the objects.</returns>
    /// <exception cref="ArgumentException">A length does not fit the shape, or the connectivity is no value of its type.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is not from 0 to below 1.</exception>
    public static InstanceScores OfMasks(ReadOnlySpan<byte> prediction, ReadOnlySpan<byte> target, ReadOnlySpan<int> shape, double threshold = 0, Connectivity connectivity = Connectivity.Faces)
    {
        var grid = PixelGrid.Check(shape, default);
        grid.Require(prediction.Length, nameof(prediction));
        grid.Require(target.Length, nameof(target));
        var predicted = ConnectedComponents.Of(prediction, shape, connectivity);
        var actual = ConnectedComponents.Of(target, shape, connectivity);
        return OfLabels(predicted.Labels, actual.Labels, threshold);
    }

    /// <summary>Scores two maps of numbered objects, such as cells.</summary>
    /// <param name="prediction">Number of the predicted object of each pixel, 0 for background; flat, in any order.</param>
    /// <param name="target">Number of the true object of each pixel, 0 for background; same length.</param>
    /// <param name="threshold">A pair matches if its IoU is above this, from 0 to below 1; panoptic quality takes 0.5.</param>
    /// <returns>Matches, counts and scores of the objects.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a number is negative.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is not from 0 to below 1.</exception>
    public static InstanceScores OfLabels(ReadOnlySpan<int> prediction, ReadOnlySpan<int> target, double threshold = 0.5)
    {
        PixelCounts.RequireLength(target.Length, prediction.Length, nameof(target));
        if (!(threshold is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "threshold is a number from 0 to below 1.");
        var (predicted, actual, shared) = (new Dictionary<int, long>(), new Dictionary<int, long>(), new Dictionary<(int Prediction, int Target), long>());
        for (var i = 0; i < prediction.Length; i++)
        {
            var (p, t) = (prediction[i], target[i]);
            if (p < 0 || t < 0)
                throw new ArgumentException($"{(p < 0 ? "prediction" : "target")} has the number {(p < 0 ? p : t)} at pixel {i}: objects are numbered from 1, and 0 is background.", p < 0 ? nameof(prediction) : nameof(target));
            if (p != 0)
                predicted[p] = predicted.GetValueOrDefault(p) + 1;
            if (t != 0)
                actual[t] = actual.GetValueOrDefault(t) + 1;
            if (p != 0 && t != 0)
                shared[(p, t)] = shared.GetValueOrDefault((p, t)) + 1;
        }

        var pairs = shared.Select(pair =>
        {
            var both = predicted[pair.Key.Prediction] + actual[pair.Key.Target];
            return new InstanceMatch(pair.Key.Prediction, pair.Key.Target, pair.Value, (double)pair.Value / (both - pair.Value), 2.0 * pair.Value / both);
        }).ToList();
        return new(predicted.Count, actual.Count, Match(pairs, threshold), PerObjectDice(pairs, predicted, actual));
    }

    /// <summary>Objects found, and how well, for logs.</summary>
    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"{TruePositives} of {Actual} found, {FalsePositives} invented, F1 {F1:0.####}, panoptic quality {PanopticQuality:0.####}");

    /// <summary>One to one, the best IoU first; equal ones in the order of their numbers, so that the result is always the same.</summary>
    private static List<InstanceMatch> Match(List<InstanceMatch> pairs, double threshold)
    {
        var (takenPredictions, takenTargets, matches) = (new HashSet<int>(), new HashSet<int>(), new List<InstanceMatch>());
        foreach (var pair in pairs.Where(pair => pair.IoU > threshold).OrderByDescending(pair => pair.IoU).ThenBy(pair => pair.Target).ThenBy(pair => pair.Prediction))
        {
            if (takenPredictions.Contains(pair.Prediction) || takenTargets.Contains(pair.Target))
                continue;
            takenPredictions.Add(pair.Prediction);
            takenTargets.Add(pair.Target);
            matches.Add(pair);
        }

        return matches;
    }

    private static double PerObjectDice(List<InstanceMatch> pairs, Dictionary<int, long> predicted, Dictionary<int, long> actual)
    {
        if (actual.Count == 0)
            return double.NaN;
        var touching = pairs.ToLookup(pair => pair.Target);
        return actual.Keys.Order().Average(target =>
            2.0 * touching[target].Sum(pair => pair.Shared) / (actual[target] + touching[target].Sum(pair => predicted[pair.Prediction])));
    }
}
