namespace MaskSharp.Evaluator.Formats.Numbers;

/// <summary>The type of the numbers in a file.</summary>
/// <param name="Kind">What they are.</param>
/// <param name="Bytes">Bytes of one: 1, 2, 4 or 8.</param>
/// <param name="BigEndian">The highest byte comes first.</param>
internal readonly record struct NumberType(NumberKind Kind, int Bytes, bool BigEndian = false)
{
    public bool IsFloat => Kind == NumberKind.Float;

    /// <summary>How exactly floating values are kept.</summary>
    public RealPrecision Precision => Bytes switch { 2 => RealPrecision.Half, 4 => RealPrecision.Single, _ => RealPrecision.Double };

    /// <summary>The largest value of the type, by which a probability map is divided; 1 for booleans and floating values.</summary>
    public long Maximum => Kind switch
    {
        NumberKind.Unsigned when Bytes < 8 => (1L << (8 * Bytes)) - 1,
        NumberKind.Signed when Bytes < 8 => (1L << (8 * Bytes - 1)) - 1,
        NumberKind.Unsigned or NumberKind.Signed => long.MaxValue,
        _ => 1,
    };
}
