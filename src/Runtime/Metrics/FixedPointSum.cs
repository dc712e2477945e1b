namespace MaskSharp;

/// <summary>
/// A sum of scores in [−1, 1] in steps of 2⁻⁹⁰, as an integer: the same bits whatever the order of its terms, so that
/// meters merged in any order agree, and closer to the true mean than a running double.
/// </summary>
internal struct FixedPointSum
{
    private const int Bits = 90;

    private Int128 _sum;
    private bool _isNaN;

    /// <summary>Number of scores added.</summary>
    public long Count { get; private set; }

    /// <summary>The mean of what was added: NaN of nothing or of any NaN.</summary>
    public readonly double Mean => _isNaN || Count == 0 ? double.NaN : Math.ScaleB((double)_sum / Count, -Bits);

    public void Add(double score)
    {
        Count++;
        if (double.IsNaN(score))
            _isNaN = true;
        else
            _sum += (Int128)Math.ScaleB(score, Bits);
    }
}
