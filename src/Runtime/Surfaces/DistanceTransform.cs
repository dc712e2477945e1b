using System.Numerics;
using System.Runtime.InteropServices;

namespace MaskSharp;

/// <summary>The exact Euclidean distance of every pixel of a mask to its nearest foreground, or background, pixel.</summary>
/// <remarks>
/// Squared distances are separable: along the last axis each line's nearest site is known at once, and along every further axis
/// a line takes the lower envelope of the parabolas that stand on the squared distances so far (Felzenszwalb and Huttenlocher,
/// Distance Transforms of Sampled Functions, 2012). Time is linear in the number of pixels. Lines are independent and run on
/// several threads; the result does not depend on their number. Nothing here touches torch.
/// </remarks>
public static class DistanceTransform
{
    /// <summary>The distance of every pixel to the nearest foreground pixel: 0 on the foreground, +∞ everywhere if there is none.</summary>
    /// <typeparam name="T">Type of the distances, which are computed in double precision.</typeparam>
    /// <param name="mask">Flat in row-major order; nonzero is foreground.</param>
    /// <param name="shape">Length of each axis, slowest first; at least one axis, of any number.</param>
    /// <param name="spacing">Distance of neighbouring pixels along each axis, in any unit, finite and above 0; empty: 1 along all.</param>
    /// <param name="distances">Receives as many distances as the mask has pixels, in the unit of the spacing.</param>
    /// <param name="threads">At most so many threads; 0: one for each processor.</param>
    /// <exception cref="ArgumentException">A length does not fit the shape, or a spacing is not finite and above 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is negative.</exception>
    public static void ToForeground<T>(ReadOnlySpan<byte> mask, ReadOnlySpan<int> shape, ReadOnlySpan<double> spacing, Span<T> distances, int threads = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Fill(mask, sitesAreForeground: true, shape, spacing, distances, threads);

    /// <inheritdoc cref="ToForeground{T}(ReadOnlySpan{byte}, ReadOnlySpan{int}, ReadOnlySpan{double}, Span{T}, int)"/>
    public static void ToForeground<T>(ReadOnlySpan<bool> mask, ReadOnlySpan<int> shape, ReadOnlySpan<double> spacing, Span<T> distances, int threads = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Fill(MemoryMarshal.AsBytes(mask), sitesAreForeground: true, shape, spacing, distances, threads);

    /// <summary>The distance of every pixel to the nearest background pixel: 0 on the background, +∞ everywhere if there is none.</summary>
    /// <inheritdoc cref="ToForeground{T}(ReadOnlySpan{byte}, ReadOnlySpan{int}, ReadOnlySpan{double}, Span{T}, int)"/>
    public static void ToBackground<T>(ReadOnlySpan<byte> mask, ReadOnlySpan<int> shape, ReadOnlySpan<double> spacing, Span<T> distances, int threads = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Fill(mask, sitesAreForeground: false, shape, spacing, distances, threads);

    /// <summary>The distance of every pixel to the nearest background pixel: 0 on the background, +∞ everywhere if there is none.</summary>
    /// <inheritdoc cref="ToForeground{T}(ReadOnlySpan{byte}, ReadOnlySpan{int}, ReadOnlySpan{double}, Span{T}, int)"/>
    public static void ToBackground<T>(ReadOnlySpan<bool> mask, ReadOnlySpan<int> shape, ReadOnlySpan<double> spacing, Span<T> distances, int threads = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Fill(MemoryMarshal.AsBytes(mask), sitesAreForeground: false, shape, spacing, distances, threads);

    private static void Fill<T>(ReadOnlySpan<byte> mask, bool sitesAreForeground, ReadOnlySpan<int> shape, ReadOnlySpan<double> spacing, Span<T> distances, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var grid = PixelGrid.Check(shape, spacing);
        grid.Require(mask.Length, nameof(mask));
        grid.Require(distances.Length, nameof(distances));
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        if (typeof(T) == typeof(double))
        {
            var squares = MemoryMarshal.Cast<T, double>(distances);
            SquaredDistances.Compute(mask, sitesAreForeground, grid, squares, threads);
            for (var i = 0; i < squares.Length; i++)
                squares[i] = Math.Sqrt(squares[i]);
        }
        else
        {
            var squares = new double[mask.Length];
            SquaredDistances.Compute(mask, sitesAreForeground, grid, squares, threads);
            for (var i = 0; i < squares.Length; i++)
                distances[i] = T.CreateTruncating(Math.Sqrt(squares[i]));
        }
    }
}
