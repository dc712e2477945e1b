using System.Globalization;

namespace MaskSharp.Evaluator.Formats;

/// <summary>Size of a mask in pixels; <paramref name="Depth"/> is 1 for a picture and the number of planes for a volume.</summary>
internal readonly record struct MaskShape(int Width, int Height, int Depth = 1)
{
    /// <summary>The most pixels a mask may have: 2^28, such as 16,384 × 16,384. A file that asks for more is refused unread.</summary>
    public const int MaximumCount = 1 << 28;

    public int Count => Width * Height * Depth;

    /// <summary>Refuses sizes that no mask has, before anything is allocated for them.</summary>
    /// <exception cref="MaskFileException">A side is not positive, or the mask has more than <see cref="MaximumCount"/> pixels.</exception>
    public static MaskShape Checked(long width, long height, long depth = 1)
    {
        if (width <= 0 || height <= 0 || depth <= 0)
            throw MaskFileException.Unreadable(string.Create(CultureInfo.InvariantCulture, $"says that it has {width} × {height} pixels"));
        if (width > MaximumCount || height > MaximumCount || depth > MaximumCount || (Int128)width * height * depth > MaximumCount)
        {
            throw MaskFileException.Unreadable(string.Create(
                CultureInfo.InvariantCulture,
                $"says that it has {width} × {height}{(depth == 1 ? "" : $" × {depth}")} pixels; the limit is {MaximumCount}"));
        }
        return new MaskShape((int)width, (int)height, (int)depth);
    }

    /// <summary>Where a pixel stands, for messages: "column 17, row 3".</summary>
    public string Place(int index)
    {
        var plane = index / (Width * Height);
        var inPlane = index % (Width * Height);
        var place = string.Create(CultureInfo.InvariantCulture, $"column {inPlane % Width}, row {inPlane / Width}");
        return Depth == 1 ? place : place + string.Create(CultureInfo.InvariantCulture, $", plane {plane}");
    }

    public override string ToString() => Depth == 1
        ? string.Create(CultureInfo.InvariantCulture, $"{Width} × {Height}")
        : string.Create(CultureInfo.InvariantCulture, $"{Width} × {Height} × {Depth}");
}
