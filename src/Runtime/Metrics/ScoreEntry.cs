namespace MaskSharp;

/// <summary>A score before the rules: its formula's value, NaN for 0/0, and what the rules ask about the class.</summary>
/// <param name="Value">Value of the formula; NaN exactly where it is 0/0.</param>
/// <param name="IsEmpty">No true and no predicted pixel.</param>
/// <param name="HasTarget">At least one true pixel.</param>
/// <param name="Best">What an empty class scores under <see cref="EmptyMask.One"/>.</param>
/// <param name="Worst">What an empty class scores under <see cref="EmptyMask.Zero"/>.</param>
internal readonly record struct ScoreEntry(double Value, bool IsEmpty, bool HasTarget, double Best = 1, double Worst = 0)
{
    /// <summary>The score after the one rule of docs/metrics.md, and whether it is left out of every mean.</summary>
    public (double Score, bool Skipped, bool Undefined) Resolve(ScoreOptions options)
    {
        if (options.Empty == EmptyMask.SkipNoTarget && !HasTarget)
            return (double.NaN, true, false);
        if (IsEmpty && options.Empty == EmptyMask.Skip)
            return (double.NaN, true, false);
        if (!double.IsNaN(Value))
            return (Value, false, false);
        if (IsEmpty)
            return (options.Empty == EmptyMask.One ? Best : Worst, false, false);
        return options.Undefined switch
        {
            UndefinedScore.Zero => (0, false, true),
            UndefinedScore.One => (1, false, true),
            UndefinedScore.Skip => (double.NaN, true, true),
            _ => (double.NaN, false, true),
        };
    }
}
