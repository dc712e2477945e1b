using System.Globalization;
using System.Runtime.InteropServices;

namespace MaskSharp;

/// <summary>
/// How far the surfaces of a predicted and of a true mask are apart: Hausdorff distance and its percentiles, average distances
/// and the normalised surface Dice, all from one distance map each way.
/// </summary>
/// <remarks>
/// <para>
/// Distances are exact, in units of the spacing and at least 0. Only the box around both masks is looked at. Images of any number of axes;
/// surface elements of 2 and 3. Nothing here touches torch, and the result does not depend on the number of threads.
/// </para>
/// <para>
/// Where one mask is empty, every distance is +∞ and the surface Dice is 0. Where both are, <see cref="SurfaceOptions.Empty"/> decides.
/// </para>
/// </remarks>
public sealed class SurfaceDistances
{
    // What every distance, and the surface Dice, is where a surface is missing; null where none is.
    private readonly (double Distance, double Dice)? _ruled;

    private SurfaceDistances(SurfaceOptions options, DirectedSurfaceDistances fromPrediction, DirectedSurfaceDistances fromTarget)
    {
        Options = options;
        PredictionToTarget = fromPrediction;
        TargetToPrediction = fromTarget;
        _ruled = (fromPrediction.Count, fromTarget.Count, options.Empty) switch
        {
            (_, 0, EmptyMask.SkipNoTarget) or (0, 0, EmptyMask.Skip) => (double.NaN, double.NaN),
            (0, 0, EmptyMask.One) => (0, 1),
            (0, _, _) or (_, 0, _) => (double.PositiveInfinity, 0),
            _ => null,
        };
    }

    /// <summary>How the distances were measured.</summary>
    public SurfaceOptions Options { get; }

    /// <summary>What a surface was taken to be.</summary>
    public SurfaceDefinition Definition => Options.Definition;

    /// <summary>Whether neither mask has a foreground pixel.</summary>
    public bool IsEmpty => PredictionToTarget.Count == 0 && TargetToPrediction.Count == 0;

    /// <summary>The distance of each element of the predicted surface to the true one.</summary>
    public DirectedSurfaceDistances PredictionToTarget { get; }

    /// <summary>The distance of each element of the true surface to the predicted one.</summary>
    public DirectedSurfaceDistances TargetToPrediction { get; }

    /// <summary>Hausdorff distance: the largest distance either way, in units of the spacing (Hausdorff 1914; Huttenlocher et al. 1993).</summary>
    public double Hausdorff => _ruled?.Distance ?? Math.Max(PredictionToTarget.Maximum, TargetToPrediction.Maximum);

    /// <summary>
    /// The larger of the 95th percentiles of the distances either way, in units of the spacing: a Hausdorff distance that one pixel does not decide
    /// (Huttenlocher et al. 1993, the partial distance).
    /// </summary>
    public double Hausdorff95 => HausdorffPercentile(95);

    /// <summary>
    /// Average symmetric surface distance (ASSD): the mean over the elements of both surfaces together, in units of the spacing (Heimann et al. 2009).
    /// </summary>
    public double AverageSymmetric
        => _ruled?.Distance ?? (PredictionToTarget.Sum + TargetToPrediction.Sum) / (PredictionToTarget.Area + TargetToPrediction.Area);

    /// <summary>Mean average surface distance (MASD): the mean of the two directed means, in units of the spacing (Beneš and Zitová 2015).</summary>
    public double MeanAverage => _ruled?.Distance ?? (PredictionToTarget.Mean + TargetToPrediction.Mean) / 2;

    /// <summary>
    /// Average surface distance: the mean distance of the predicted surface to the true one, in units of the spacing (Dubuisson and Jain 1994).
    /// </summary>
    public double Average => _ruled?.Distance ?? PredictionToTarget.Mean;

    /// <summary>Measures two masks, pixel by pixel in the same order; nonzero is foreground.</summary>
    /// <param name="prediction">Predicted mask, flat in row-major order.</param>
    /// <param name="target">True mask, same length.</param>
    /// <param name="shape">Length of each axis, slowest first.</param>
    /// <param name="spacing">Distance of neighbouring pixels along each axis, in any unit, finite and above 0; left out: 1 along all.</param>
    /// <param name="options">Definition, measure and rules; null means <see cref="SurfaceOptions.Default"/>.</param>
    /// <returns>The distances of both surfaces, each to the other.</returns>
    /// <exception cref="ArgumentException">
    /// A length does not fit the shape, a spacing is not finite and above 0, or the options do not fit the shape.
    /// </exception>
    /// <exception cref="OverflowException">The box around both masks has, with a pixel more on every side, more than 2³¹ − 1 pixels.</exception>
    public static SurfaceDistances Between(ReadOnlySpan<byte> prediction, ReadOnlySpan<byte> target, ReadOnlySpan<int> shape, ReadOnlySpan<double> spacing = default, SurfaceOptions? options = null)
    {
        options ??= SurfaceOptions.Default;
        var image = PixelGrid.Check(shape, spacing);
        options.Check(image.Rank, nameof(options));
        image.Require(prediction.Length, nameof(prediction));
        image.Require(target.Length, nameof(target));
        return Between(prediction, target, image, options, options.Threads);
    }

    /// <summary>Measures two masks, pixel by pixel in the same order; true is foreground.</summary>
    /// <inheritdoc cref="Between(ReadOnlySpan{byte}, ReadOnlySpan{byte}, ReadOnlySpan{int}, ReadOnlySpan{double}, SurfaceOptions?)"/>
    public static SurfaceDistances Between(ReadOnlySpan<bool> prediction, ReadOnlySpan<bool> target, ReadOnlySpan<int> shape, ReadOnlySpan<double> spacing = default, SurfaceOptions? options = null)
        => Between(MemoryMarshal.AsBytes(prediction), MemoryMarshal.AsBytes(target), shape, spacing, options);

    /// <summary>Measures two masks of a checked shape on so many threads.</summary>
    internal static SurfaceDistances Between(ReadOnlySpan<byte> prediction, ReadOnlySpan<byte> target, PixelGrid image, SurfaceOptions options, int threads)
    {
        if (MaskBox.Around(prediction, target, image.Shape) is not { } box)
            return new(options, new([], null), new([], null));

        var areas = options.Definition == SurfaceDefinition.SurfaceElements ? SurfaceElementAreas.Of(image.Spacing) : null;
        var predicted = MaskSurface.Of(prediction, image, box, options.Definition, threads, areas);
        var actual = MaskSurface.Of(target, image, box, options.Definition, threads, areas);
        var map = PixelGrid.Check(MaskSurface.Shape(box, options.Definition), image.Spacing);
        return new(options, predicted.To(actual, map, options.Measure, threads), actual.To(predicted, map, options.Measure, threads));
    }

    /// <summary>The larger of the percentiles of the distances either way (Huttenlocher et al. 1993, the partial distance).</summary>
    /// <param name="percent">From 0 to 100; 100 is the Hausdorff distance. Interpolation follows <see cref="Definition"/>.</param>
    /// <returns>The distance, in units of the spacing.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="percent"/> is not from 0 to 100.</exception>
    public double HausdorffPercentile(double percent)
    {
        var (fromPrediction, fromTarget) = (PredictionToTarget.Percentile(percent), TargetToPrediction.Percentile(percent));
        return _ruled?.Distance ?? Math.Max(fromPrediction, fromTarget);
    }

    /// <summary>The directed Hausdorff distance, or its percentile: of the predicted surface to the true one (Huttenlocher et al. 1993).</summary>
    /// <param name="percent">From 0 to 100.</param>
    /// <returns>The distance, in units of the spacing.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="percent"/> is not from 0 to 100.</exception>
    public double DirectedHausdorff(double percent = 100)
    {
        var fromPrediction = PredictionToTarget.Percentile(percent);
        return _ruled?.Distance ?? fromPrediction;
    }

    /// <summary>
    /// Normalised surface Dice: the share of both surfaces together that lies within a tolerance of the other (Nikolov et al. 2018).
    /// </summary>
    /// <param name="tolerance">In units of the spacing, at least 0; a distance equal to it is within.</param>
    /// <returns>The share, from 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tolerance"/> is negative or NaN.</exception>
    public double NormalizedSurfaceDice(double tolerance)
    {
        if (!(tolerance >= 0))
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "tolerance is a number of at least 0.");
        return _ruled?.Dice ?? (PredictionToTarget.AreaWithin(tolerance) + TargetToPrediction.AreaWithin(tolerance)) / (PredictionToTarget.Area + TargetToPrediction.Area);
    }

    /// <summary>Definition and the figures most looked at, for logs.</summary>
    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"{Definition}: Hausdorff {Hausdorff:0.####}, 95 % {Hausdorff95:0.####}, average symmetric {AverageSymmetric:0.####}");
}
