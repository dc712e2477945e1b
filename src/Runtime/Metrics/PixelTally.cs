namespace MaskSharp;

/// <summary>The four counts of one class in one sample, or of any pool of them.</summary>
internal readonly record struct PixelTally(long TP, long FP, long FN, long TN)
{
    /// <summary>No true and no predicted pixel.</summary>
    public bool IsEmpty => TP == 0 && FP == 0 && FN == 0;

    /// <summary>True pixels.</summary>
    public long Support => TP + FN;

    public static PixelTally operator +(PixelTally a, PixelTally b)
        => checked(new(a.TP + b.TP, a.FP + b.FP, a.FN + b.FN, a.TN + b.TN));
}
