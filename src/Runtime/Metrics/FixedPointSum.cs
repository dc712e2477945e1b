namespace MaskSharp;

/// <summary>
/// A sum of scores as an integer in steps of 2⁻⁹⁰: the same bits whatever the order of its terms, so that meters merged in
/// any order agree, and closer to the true mean than a running double. Whole parts are summed apart, so that it holds any score, any number of times.
/// </summary>
/// <param name="Count">Number of scores added.</param>
/// <param name="Whole">The sum, rounded down.</param>
/// <param name="Fraction">The rest, from 0 to below 1, in steps.</param>
/// <param name="Undefined">How many were NaN.</param>
/// <param name="Positive">How many were +∞.</param>
/// <param name="Negative">How many were −∞.</param>
internal readonly record struct FixedPointSum(long Count, Int128 Whole, Int128 Fraction, long Undefined, long Positive, long Negative)
{
    private const int Bits = 90;

    /// <summary>Sums whose whole part is smaller are one integer of 128 bits with the rest.</summary>
    private const long Small = 1L << 30;

    /// <summary>The mean of what was added: NaN of nothing, of any NaN, or of both infinities.</summary>
    public double Mean
    {
        get
        {
            if (Count == 0 || Undefined > 0 || (Positive > 0 && Negative > 0))
                return double.NaN;
            if (Positive > 0 || Negative > 0)
                return Positive > 0 ? double.PositiveInfinity : double.NegativeInfinity;
            return Int128.Abs(Whole) < Small
                ? Math.ScaleB((double)((Whole << Bits) + Fraction) / Count, -Bits)
                : ((double)Whole / Count) + Math.ScaleB((double)Fraction / Count, -Bits);
        }
    }

    public static FixedPointSum operator +(FixedPointSum sum, double score)
    {
        var added = sum with { Count = sum.Count + 1 };
        if (double.IsNaN(score))
            return added with { Undefined = sum.Undefined + 1 };
        if (double.IsInfinity(score))
            return score > 0 ? added with { Positive = sum.Positive + 1 } : added with { Negative = sum.Negative + 1 };
        var whole = Math.Truncate(score);
        return added.Add((Int128)whole, (Int128)Math.ScaleB(score - whole, Bits));
    }

    public static FixedPointSum operator +(FixedPointSum a, FixedPointSum b)
        => new FixedPointSum(a.Count + b.Count, a.Whole, a.Fraction, a.Undefined + b.Undefined, a.Positive + b.Positive, a.Negative + b.Negative).Add(b.Whole, b.Fraction);

    private FixedPointSum Add(Int128 whole, Int128 fraction)
    {
        // What passes 1 is carried, or the fractions of 2³⁷ pixels would overflow.
        var steps = Fraction + fraction;
        return this with { Whole = Whole + whole + (steps >> Bits), Fraction = steps & ((Int128.One << Bits) - 1) };
    }
}
