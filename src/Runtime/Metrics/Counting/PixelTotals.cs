namespace MaskSharp;

/// <summary>What is counted of a class while pixels are looked at; the four counts follow from it.</summary>
internal struct PixelTotals
{
    /// <summary>Pixels that are of the class and predicted as it.</summary>
    public long Both;

    /// <summary>Pixels that are predicted as the class.</summary>
    public long Predicted;

    /// <summary>Pixels that are of the class.</summary>
    public long Actual;

    /// <summary>Pixels that count at all.</summary>
    public long Counted;

    public readonly PixelTally Tally => new(Both, Predicted - Both, Actual - Both, Counted - Predicted - Actual + Both);

    public void Add(in PixelTotals other)
    {
        Both += other.Both;
        Predicted += other.Predicted;
        Actual += other.Actual;
        Counted += other.Counted;
    }
}
