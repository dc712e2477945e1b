namespace MaskSharp;

/// <summary>Lengths and spacings of the axes of an image, slowest axis first.</summary>
internal sealed class PixelGrid
{
    private PixelGrid(int[] shape, double[] spacing)
    {
        Shape = shape;
        Spacing = spacing;

        // Of a shape that was checked: it fits, or a length is 0.
        Pixels = shape.Aggregate(1, (product, length) => product * length);
    }

    public int[] Shape { get; }

    public double[] Spacing { get; }

    public int Rank => Shape.Length;

    /// <summary>Number of pixels.</summary>
    public int Pixels { get; }

    /// <summary>Checks what a caller gave.</summary>
    /// <param name="shape">At least one axis; lengths of at least 0, of at most 2³¹ − 1 pixels.</param>
    /// <param name="spacing">One finite number above 0 an axis; empty: 1 along all.</param>
    /// <exception cref="ArgumentException">What does not fit.</exception>
    public static PixelGrid Check(ReadOnlySpan<int> shape, ReadOnlySpan<double> spacing)
    {
        if (shape.IsEmpty)
            throw new ArgumentException("shape has no axis; expected the length of each axis, slowest first.", nameof(shape));
        if (!spacing.IsEmpty && spacing.Length != shape.Length)
            throw new ArgumentException($"spacing has {spacing.Length} values where shape has {shape.Length} axes.", nameof(spacing));
        foreach (var length in shape)
        {
            if (length < 0)
                throw new ArgumentException($"shape has the length {length}; expected 0 or more.", nameof(shape));
        }

        if (IsTooLarge(shape))
            throw new ArgumentException($"shape [{string.Join(", ", shape.ToArray())}] has more than {int.MaxValue} pixels, the most that a mask in memory has.", nameof(shape));
        foreach (var distance in spacing)
        {
            if (!double.IsFinite(distance) || distance <= 0)
                throw new ArgumentException($"spacing has the value {distance}; expected a finite number above 0.", nameof(spacing));
        }

        var spacings = new double[shape.Length];
        if (spacing.IsEmpty)
            Array.Fill(spacings, 1);
        else
            spacing.CopyTo(spacings);
        return new(shape.ToArray(), spacings);
    }

    /// <exception cref="ArgumentException">A span has another number of pixels than the shape.</exception>
    public void Require(int length, string name)
    {
        if (length != Pixels)
            throw new ArgumentException($"{name} has {length} pixels where shape [{string.Join(", ", Shape)}] has {Pixels}.", name);
    }

    private static bool IsTooLarge(ReadOnlySpan<int> shape)
    {
        if (shape.Contains(0))
            return false;
        var pixels = 1L;
        foreach (var length in shape)
        {
            pixels *= length;
            if (pixels > int.MaxValue)
                return true;
        }

        return false;
    }
}
