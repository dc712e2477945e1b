namespace MaskSharp;

/// <summary>What the distance of two pixels on one axis, in pixels, is worth.</summary>
/// <param name="Squares">(d·spacing)² for d = 0 … length − 1.</param>
/// <param name="Reciprocals">1 / (2d·spacing²), which replaces a division at every intersection of parabolas.</param>
internal sealed record AxisTable(double[] Squares, double[] Reciprocals)
{
    public static AxisTable Of(int length, double spacing)
    {
        var (squares, reciprocals) = (new double[length], new double[length]);
        for (var d = 0; d < length; d++)
        {
            squares[d] = d * spacing * (d * spacing);
            reciprocals[d] = 1 / (2 * d * spacing * spacing);
        }

        return new(squares, reciprocals);
    }
}
