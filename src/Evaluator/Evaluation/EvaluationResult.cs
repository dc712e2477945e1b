using MaskSharp.Evaluator.Bounds;

namespace MaskSharp.Evaluator.Evaluation;

/// <summary>What was measured on all cases.</summary>
internal sealed record EvaluationResult
{
    public required IReadOnlyList<CaseScore> Cases { get; init; }

    public required ScoreSummary Dice { get; init; }

    public required ScoreSummary IoU { get; init; }

    /// <summary>Surfaces; null where they were not measured.</summary>
    public SurfaceResult? Surfaces { get; init; }

    /// <summary>How the case at a place was read: what is needed to look at it again; null where that is not known.</summary>
    public Func<int, CaseReading>? Reading { get; init; }

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

    /// <summary>The metrics that were measured, with their figures.</summary>
    public IEnumerable<(Metric Metric, ScoreSummary Score)> Summaries => Surfaces is { } surfaces
        ? [(Metric.Dice, Dice), (Metric.IoU, IoU), (Metric.NormalizedSurfaceDice, surfaces.Dice), (Metric.Hausdorff95, surfaces.Hausdorff95)]
        : [(Metric.Dice, Dice), (Metric.IoU, IoU)];

    /// <summary>The places of the cases that have a score, the worst first; of equal ones those with more wrong pixels.</summary>
    public IEnumerable<int> WorstFirst() => Enumerable.Range(0, Cases.Count).Where(i => !double.IsNaN(Cases[i].Dice))
        .OrderBy(i => Cases[i].Dice).ThenByDescending(i => Cases[i].Missed + Cases[i].Invented).ThenBy(i => Cases[i].Id, StringComparer.Ordinal);

    /// <summary>The figures of a metric.</summary>
    /// <exception cref="InvalidOperationException">It was not measured.</exception>
    public ScoreSummary Summary(Metric metric) => Summaries.First(item => item.Metric == metric).Score;

    /// <summary>The accuracy of predicting nothing at all.</summary>
    public required double EmptyMaskAccuracy { get; init; }
}
