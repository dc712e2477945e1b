namespace MaskSharp;

/// <summary>The distance of every element of one surface to the nearest of another.</summary>
/// <remarks>
/// Distances are in units of the spacing. Without an element every figure is NaN, but for areas, which are 0; distances to an empty surface are +∞.
/// </remarks>
public sealed class DirectedSurfaceDistances
{
    // In the order of the map, so that sums do not depend on what was asked for before; sorted copies are made when needed.
    private readonly double[] _distances;
    private readonly double[]? _weights;
    private readonly Lazy<(double[] Distances, double[]? Weights)> _sorted;

    /// <summary>Takes over distances, and weights unless all weigh the same.</summary>
    internal DirectedSurfaceDistances(double[] distances, double[]? weights)
    {
        _distances = distances;
        _weights = weights;
        _sorted = new(Sort);
        Area = weights is null ? distances.Length : weights.Sum();
        Maximum = distances.Length == 0 ? double.NaN : distances.Max();
        for (var i = 0; i < distances.Length; i++)
            Sum += distances[i] * (weights?[i] ?? 1);
    }

    /// <summary>Number of elements.</summary>
    public int Count => _distances.Length;

    /// <summary>
    /// What the surface measures: its number of <see cref="SurfaceDefinition.BoundaryVoxels"/>, or the length or area of its
    /// <see cref="SurfaceDefinition.SurfaceElements"/> in units of the spacing (Nikolov et al. 2018).
    /// </summary>
    public double Area { get; }

    /// <summary>The largest distance, in units of the spacing: the directed Hausdorff distance (Huttenlocher et al. 1993).</summary>
    public double Maximum { get; }

    /// <summary>The mean distance by area, in units of the spacing: the directed average surface distance (Dubuisson and Jain 1994).</summary>
    public double Mean => Sum / Area;

    /// <summary>The distances in ascending order, one an element, in units of the spacing.</summary>
    public ReadOnlySpan<double> Distances => _sorted.Value.Distances;

    /// <summary>Σ distance · weight.</summary>
    internal double Sum { get; }

    /// <summary>The distance that a share of the surface does not exceed.</summary>
    /// <param name="percent">From 0 to 100.</param>
    /// <returns>
    /// In units of the spacing: of boundary voxels the quantile with linear interpolation (Hyndman and Fan 1996, type 7); of surface elements the least
    /// distance within which at least the share of the area lies (Nikolov et al. 2018).
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="percent"/> is not from 0 to 100.</exception>
    public double Percentile(double percent)
    {
        if (!(percent is >= 0 and <= 100))
            throw new ArgumentOutOfRangeException(nameof(percent), percent, "percent is a number from 0 to 100.");
        if (_distances.Length == 0)
            return double.NaN;
        var (distances, weights) = _sorted.Value;
        return weights is null ? SortedNumbers.Quantile(distances, percent / 100) : ByArea(distances, weights, percent / 100);
    }

    /// <summary>The part of <see cref="Area"/> that lies within a distance of the other surface (Nikolov et al. 2018).</summary>
    /// <param name="tolerance">In units of the spacing; a distance equal to it is within. Below 0, and for NaN, none is.</param>
    /// <returns>From 0 to <see cref="Area"/>, in its unit.</returns>
    public double AreaWithin(double tolerance)
    {
        var area = 0.0;
        for (var i = 0; i < _distances.Length; i++)
            area += _distances[i] <= tolerance ? _weights?[i] ?? 1 : 0;
        return area;
    }

    /// <summary>The share of the surface within a distance of the other (Nikolov et al. 2018).</summary>
    /// <param name="tolerance">In units of the spacing; a distance equal to it is within. Below 0, and for NaN, none is.</param>
    /// <returns>From 0 to 1; NaN without an element.</returns>
    public double ShareWithin(double tolerance) => AreaWithin(tolerance) / Area;

    private double ByArea(double[] sorted, double[] weights, double share)
    {
        // Rounding of the sum must not carry a share that is reached exactly on to the next distance.
        var (area, enough) = (0.0, share * Area * (1 - 1e-12));
        for (var i = 0; i < sorted.Length; i++)
        {
            area += weights[i];
            if (area >= enough)
                return sorted[i];
        }

        return sorted[^1];
    }

    private (double[] Distances, double[]? Weights) Sort()
    {
        var (distances, weights) = ((double[])_distances.Clone(), (double[]?)_weights?.Clone());
        if (weights is null)
            Array.Sort(distances);
        else
            Array.Sort(distances, weights);
        return (distances, weights);
    }
}
