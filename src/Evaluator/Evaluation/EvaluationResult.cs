namespace MaskSharp.Evaluator.Evaluation;

/// <summary>What was measured on all cases.</summary>
internal sealed record EvaluationResult
{
    public required IReadOnlyList<CaseScore> Cases { get; init; }

    public required ScoreSummary Dice { get; init; }

    public required ScoreSummary IoU { get; init; }

    /// <summary>Share of all counted pixels that are right.</summary>
    public required double PixelAccuracy { get; init; }

    /// <summary>Share of all counted pixels that are truly foreground.</summary>
    public required double ForegroundFraction { get; init; }

    /// <summary>What predicting nothing at all would score: mean and pooled Dice.</summary>
    public required (double Mean, double Pooled) EmptyMaskDice { get; init; }

    public required IReadOnlyList<ClassSummary> Classes { get; init; }

    /// <summary>What the reader of the report should know of how files were paired and read.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Cases left out of means because nothing in them counts.</summary>
    public int Excluded => Cases.Count(item => double.IsNaN(item.Dice));

    /// <summary>The accuracy of predicting nothing at all.</summary>
    public required double EmptyMaskAccuracy { get; init; }
}
