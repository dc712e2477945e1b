using System.Buffers;

namespace MaskSharp.Evaluator.Formats;

/// <summary>
/// One decoded mask: a value per pixel, row by row, plane by plane. Whole numbers are kept as they stand in the file
/// (a palette index stays an index), so that no scaling can move a label.
/// </summary>
internal sealed class MaskImage : IDisposable
{
    private int[]? _whole;
    private double[]? _real;

    private MaskImage(MaskShape shape, int[]? whole, double[]? real, MaskGeometry? geometry)
    {
        Shape = shape;
        Geometry = geometry;
        _whole = whole;
        _real = real;
    }

    public MaskShape Shape { get; }

    /// <summary>Where the voxels lie in space; null where the format does not say.</summary>
    public MaskGeometry? Geometry { get; }

    /// <summary>Floating values: the file's type is float or double.</summary>
    public bool IsReal => _real is not null;

    /// <summary>How exactly the file's type keeps floating values.</summary>
    public RealPrecision Precision { get; private init; }

    /// <summary>The largest value of the file's type, by which a probability map is divided; 1 for floating values.</summary>
    public long Maximum { get; init; } = 1;

    /// <summary>The values are indices into a palette: labels, never intensities.</summary>
    public bool IsPalette { get; init; }

    /// <summary>The file's compression does not keep values.</summary>
    public bool IsLossy { get; init; }

    public Span<int> Whole => _whole is null ? throw new InvalidOperationException("The mask holds floating values.") : _whole.AsSpan(0, Shape.Count);

    public Span<double> Real => _real is null ? throw new InvalidOperationException("The mask holds whole numbers.") : _real.AsSpan(0, Shape.Count);

    /// <summary>An image of whole numbers whose pixels are still to be filled in.</summary>
    public static MaskImage OfWhole(MaskShape shape, long maximum, bool palette = false, bool lossy = false, MaskGeometry? geometry = null) =>
        new(shape, ArrayPool<int>.Shared.Rent(shape.Count), null, geometry) { Maximum = maximum, IsPalette = palette, IsLossy = lossy };

    /// <summary>An image of floating values whose pixels are still to be filled in.</summary>
    public static MaskImage OfReal(MaskShape shape, RealPrecision precision, MaskGeometry? geometry = null) =>
        new(shape, null, ArrayPool<double>.Shared.Rent(shape.Count), geometry) { Precision = precision };

    public void Dispose()
    {
        if (_whole is not null) ArrayPool<int>.Shared.Return(_whole);
        if (_real is not null) ArrayPool<double>.Shared.Return(_real);
        _whole = null;
        _real = null;
    }
}
