namespace MaskSharp.Fused;

/// <summary>The derivative of the loss with respect to each sum, laid out as <see cref="LossSums"/>.</summary>
internal sealed class LossSlopes(LossSums sums)
{
    /// <summary>Along the sums over all pixels.</summary>
    public double[] Pixel { get; } = new double[sums.Pixel.Length];

    /// <summary>Along the sums of each group and class.</summary>
    public double[] Class { get; } = new double[sums.Class.Length];
}
