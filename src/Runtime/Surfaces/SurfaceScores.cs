using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;

namespace MaskSharp;

/// <summary>
/// How far predicted and true surfaces are apart, of every sample and class of a batch or a data set. The scores are those of
/// <see cref="SurfaceDistances"/>.
/// </summary>
/// <remarks>
/// Cases are measured on several threads; every figure is the same bits whatever their number and the order of the samples. A class that is missing on one
/// side only is +∞ far, and so is every mean it stands in: <see cref="SurfaceResult.Infinite"/> says how many there are.
/// </remarks>
public sealed class SurfaceScores
{
    private readonly SurfaceDistances[] _distances;

    internal SurfaceScores(int samples, int classes, SurfaceDistances[] distances, SurfaceOptions measured, ScoreOptions options)
    {
        (Samples, Classes, _distances, MeasuredBy, Options) = (samples, classes, distances, measured, options);
        ClassNames = options.NamesOf(classes);
    }

    /// <summary>Number of samples.</summary>
    public int Samples { get; }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>One name a class: the given ones, or "0", "1", ….</summary>
    public ImmutableArray<string> ClassNames { get; }

    /// <summary>Whether the background takes part in means, and names. What two empty masks score is in <see cref="MeasuredBy"/>.</summary>
    public ScoreOptions Options { get; }

    /// <summary>What a surface was taken to be, how distances were measured, and what two empty masks score.</summary>
    public SurfaceOptions MeasuredBy { get; }

    /// <summary>The distances of each sample and class.</summary>
    public SampleTable<SurfaceDistances> Distances => new(Samples, Classes, _distances);

    /// <inheritdoc cref="SurfaceDistances.Hausdorff"/>
    public SurfaceResult Hausdorff => Result(nameof(Hausdorff), distances => distances.Hausdorff);

    /// <inheritdoc cref="SurfaceDistances.Hausdorff95"/>
    public SurfaceResult Hausdorff95 => Result(nameof(Hausdorff95), distances => distances.Hausdorff95);

    /// <inheritdoc cref="SurfaceDistances.AverageSymmetric"/>
    public SurfaceResult AverageSymmetric => Result(nameof(AverageSymmetric), distances => distances.AverageSymmetric);

    /// <inheritdoc cref="SurfaceDistances.MeanAverage"/>
    public SurfaceResult MeanAverage => Result(nameof(MeanAverage), distances => distances.MeanAverage);

    /// <inheritdoc cref="SurfaceDistances.Average"/>
    public SurfaceResult Average => Result(nameof(Average), distances => distances.Average);

    /// <summary>Measures every class of one sample of label maps against the rest, several classes at once.</summary>
    /// <typeparam name="T">Any integer type.</typeparam>
    /// <param name="prediction">Predicted class indices, flat in row-major order.</param>
    /// <param name="target">True class indices, same length.</param>
    /// <param name="shape">Length of each axis, slowest first.</param>
    /// <param name="classes">Number of classes, from 2 to 32767: the labels are 0 … classes − 1.</param>
    /// <param name="spacing">Distance of neighbouring pixels along each axis, in any unit, finite and above 0; left out: 1 along all.</param>
    /// <param name="ignore">Target value whose pixels are background of both masks, even if it is a class; null: none.</param>
    /// <param name="measuredBy">Definition, measure and threads; null: the defaults, with the <see cref="ScoreOptions.Empty"/> of <paramref name="options"/>.</param>
    /// <param name="options">Background and names; null means <see cref="ScoreOptions.Default"/>.</param>
    /// <returns>The distances [1, classes], and their scores.</returns>
    /// <exception cref="ArgumentException">A length does not fit, a label is out of range at a counted pixel, a spacing is not finite and above 0, or the options do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two classes, or more than 32767.</exception>
    /// <exception cref="OverflowException">The box around both masks has, with a pixel more on every side, more than 2³¹ − 1 pixels.</exception>
    public static SurfaceScores OfLabels<T>(
        ReadOnlySpan<T> prediction, ReadOnlySpan<T> target, ReadOnlySpan<int> shape, int classes, ReadOnlySpan<double> spacing = default, int? ignore = null, SurfaceOptions? measuredBy = null, ScoreOptions? options = null)
        where T : unmanaged, IBinaryInteger<T>
    {
        PixelCounter.RequireSeveral(classes);
        var grid = PixelGrid.Check(shape, spacing);
        grid.Require(prediction.Length, nameof(prediction));
        grid.Require(target.Length, nameof(target));
        var (predicted, actual) = (new short[grid.Pixels], new short[grid.Pixels]);
        for (var i = 0; i < predicted.Length; i++)
        {
            if (long.CreateSaturating(target[i]) == ignore)
                (predicted[i], actual[i]) = (SurfaceMasks.NoClass, SurfaceMasks.NoClass);
            else
                (predicted[i], actual[i]) = (Label(prediction[i], i, classes, nameof(prediction)), Label(target[i], i, classes, nameof(target)));
        }

        return SurfaceMasks.Measure(1, classes, grid, measuredBy, options, (_, c, predictedMask, actualMask) =>
        {
            SurfaceMasks.OfClass(predicted, c, predictedMask);
            SurfaceMasks.OfClass(actual, c, actualMask);
        });
    }

    /// <summary>Stacks the samples of several batches; their shapes and spacings may differ.</summary>
    /// <param name="parts">The batches, at least one, in the order of the result.</param>
    /// <returns>The distances [sum of the samples, classes], and their scores.</returns>
    /// <exception cref="ArgumentException">None is given, or they differ in classes, names, rules, definition or measure.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="parts"/>, or one of them, is null.</exception>
    public static SurfaceScores Concat(params IEnumerable<SurfaceScores> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var list = parts.ToList();
        list.ForEach(part => ArgumentNullException.ThrowIfNull(part, nameof(parts)));
        if (list.Count == 0)
            throw new ArgumentException("There are no scores to concatenate, so the number of classes is unknown.", nameof(parts));
        var first = list[0];
        foreach (var part in list)
        {
            if (part.Classes != first.Classes)
                throw new ArgumentException($"Scores of {first.Classes} and of {part.Classes} classes cannot be concatenated.", nameof(parts));
            if ((first.Options.DifferenceTo(part.Options) ?? first.MeasuredBy.DifferenceTo(part.MeasuredBy)) is { } difference)
                throw new ArgumentException($"Scores under different rules cannot be concatenated: {difference}.", nameof(parts));
        }

        return new(list.Sum(part => part.Samples), first.Classes, [.. list.SelectMany(part => part._distances)], first.MeasuredBy, first.Options);
    }

    /// <returns>The distances, in units of the spacing, and their means.</returns>
    /// <inheritdoc cref="SurfaceDistances.HausdorffPercentile(double)"/>
    public SurfaceResult HausdorffPercentile(double percent)
    {
        CheckPercent(percent);
        return Result(nameof(HausdorffPercentile), distances => distances.HausdorffPercentile(percent));
    }

    /// <returns>The distances, in units of the spacing, and their means.</returns>
    /// <inheritdoc cref="SurfaceDistances.DirectedHausdorff(double)"/>
    public SurfaceResult DirectedHausdorff(double percent = 100)
    {
        CheckPercent(percent);
        return Result(nameof(DirectedHausdorff), distances => distances.DirectedHausdorff(percent));
    }

    /// <returns>The shares, from 0 to 1, and their means.</returns>
    /// <inheritdoc cref="SurfaceDistances.NormalizedSurfaceDice(double)"/>
    public SurfaceResult NormalizedSurfaceDice(double tolerance)
    {
        if (!(tolerance >= 0))
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "tolerance is a number of at least 0.");
        return Result(nameof(NormalizedSurfaceDice), distances => distances.NormalizedSurfaceDice(tolerance));
    }

    /// <summary>Definition and the figures most looked at, for logs.</summary>
    public override string ToString() => $"{MeasuredBy.Definition}: {Hausdorff95}; {AverageSymmetric}";

    private static short Label<T>(T label, int pixel, int classes, string name)
        where T : unmanaged, IBinaryInteger<T>
        => long.CreateSaturating(label) is >= 0 and var index && index < classes
            ? (short)index
            : throw LabelMaps.WrongLabel(label, pixel, classes, name);

    private static void CheckPercent(double percent)
    {
        if (!(percent is >= 0 and <= 100))
            throw new ArgumentOutOfRangeException(nameof(percent), percent, "percent is a number from 0 to 100.");
    }

    /// <summary>One score of every case. It may sort a case's distances, so this too is done on several threads.</summary>
    private SurfaceResult Result(string name, Func<SurfaceDistances, double> score)
    {
        var scores = new double[_distances.Length];
        SurfaceCases.Run(scores.Length, MeasuredBy.Threads, (i, _) => scores[i] = score(_distances[i]));
        return new(name, MeasuredBy, Options, new(Samples, Classes, scores));
    }
}
