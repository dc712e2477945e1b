namespace MaskSharp.Fused;

/// <summary>What the forward pass leaves: the sums over all pixels, and the sums of each group (sample or batch) and class.</summary>
internal sealed class LossSums
{
    public LossSums(LossLayout layout, PixelShape shape)
    {
        Groups = layout.Over == OverlapScope.Sample ? checked((int)shape.Samples) : 1;
        Channels = shape.Channels;
        ClassSums = layout.ClassSums;
        Pixel = new double[layout.PixelSums];
        Class = new double[Groups * Channels * ClassSums];
        ClassCounts = new double[Groups * Channels];
    }

    /// <summary>Samples under <see cref="OverlapScope.Sample"/>, else 1.</summary>
    public int Groups { get; }

    /// <summary>Channels C.</summary>
    public int Channels { get; }

    /// <summary>Sums of each class.</summary>
    public int ClassSums { get; }

    /// <summary>Counted elements: pixels under a softmax, else elements of the prediction.</summary>
    public double Count { get; set; }

    /// <summary>Smallest target value met.</summary>
    public double Smallest { get; set; } = double.PositiveInfinity;

    /// <summary>Largest target value met.</summary>
    public double Largest { get; set; } = double.NegativeInfinity;

    /// <summary>The sums over all pixels.</summary>
    public double[] Pixel { get; }

    /// <summary>The sums of each group and class, [Groups, Channels, ClassSums].</summary>
    public double[] Class { get; }

    /// <summary>Counted pixels of each group and class.</summary>
    public double[] ClassCounts { get; }

    /// <summary>The counted elements of the classes from <paramref name="firstClass"/> on.</summary>
    public double CountedFrom(int firstClass)
    {
        var count = 0.0;
        for (var i = 0; i < ClassCounts.Length; i++)
            count += i % Channels >= firstClass ? ClassCounts[i] : 0;
        return count;
    }

    /// <summary>The sums of one group and class.</summary>
    public Span<double> Of(int group, int channel) => Class.AsSpan(((group * Channels) + channel) * ClassSums, ClassSums);
}
