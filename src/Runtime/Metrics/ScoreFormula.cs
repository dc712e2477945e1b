namespace MaskSharp;

/// <summary>A score as a function of four counts.</summary>
/// <param name="Name">Name of its property.</param>
/// <param name="Of">The formula; NaN exactly where it is 0/0.</param>
/// <param name="Best">What an empty class scores under <see cref="EmptyMask.One"/>.</param>
/// <param name="Worst">What an empty class scores under <see cref="EmptyMask.Zero"/>.</param>
internal sealed record ScoreFormula(string Name, Func<PixelTally, double> Of, double Best = 1, double Worst = 0)
{
    public ScoreEntry Entry(PixelTally tally) => new(Of(tally), tally.IsEmpty, tally.Support > 0, Best, Worst);
}
