namespace MaskSharp.Evaluator.Evaluation;

/// <summary>How many pixels of each class a set of masks has.</summary>
/// <param name="Masks">Number of masks.</param>
/// <param name="PixelsPerClass">Counted pixels of each class; binary masks have the classes 0 and 1.</param>
internal sealed record Balance(int Masks, IReadOnlyList<long> PixelsPerClass)
{
    public long Pixels => PixelsPerClass.Sum();

    /// <summary>Share of the pixels that are not of class 0.</summary>
    public double ForegroundFraction => (double)(Pixels - PixelsPerClass[0]) / Pixels;

    /// <summary>The accuracy of predicting nothing at all.</summary>
    public double EmptyMaskAccuracy => Fraction(0);

    public double Fraction(int index) => (double)PixelsPerClass[index] / Pixels;
}
