namespace MaskSharp.Evaluator.Evaluation;

/// <summary>Surfaces over all cases.</summary>
/// <param name="Dice">Normalised surface Dice.</param>
/// <param name="Hausdorff95">95th percentile of the distances.</param>
/// <param name="Cases">Each case's mean over its classes; NaN where the case is left out.</param>
internal sealed record SurfaceResult(ScoreSummary Dice, ScoreSummary Hausdorff95, IReadOnlyList<(double Dice, double Hausdorff95)> Cases)
{
    /// <param name="cases">The cases' scores; a case without classes has no counted pixel, and no surface either.</param>
    /// <param name="surfaces">The surfaces of each.</param>
    public static SurfaceResult Of(IReadOnlyList<CaseScore> cases, IReadOnlyList<IReadOnlyList<SurfaceScore>> surfaces)
    {
        var counted = surfaces.Select((scores, i) => cases[i].Classes.Count == 0 ? [] : scores).ToList();
        var perCase = counted.Select(scores => (Dice: Mean(scores.Select(score => score.Dice)), Hausdorff95: Mean(scores.Select(score => score.Hausdorff95)))).ToList();
        var all = counted.SelectMany(scores => scores).ToList();
        return new SurfaceResult(
            ScoreSummary.Of(Mean(all.Select(score => score.Dice)), double.NaN, [.. perCase.Select(item => item.Dice)]),
            ScoreSummary.OfDistances(Mean(all.Select(score => score.Hausdorff95)), [.. perCase.Select(item => item.Hausdorff95)]),
            perCase);
    }

    private static double Mean(IEnumerable<double> values) => values.Where(value => !double.IsNaN(value)).DefaultIfEmpty(double.NaN).Average();
}
