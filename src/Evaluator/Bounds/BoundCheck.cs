using System.Globalization;
using MaskSharp.Evaluator.Commands;
using MaskSharp.Evaluator.Evaluation;
using MaskSharp.Evaluator.Findings;

namespace MaskSharp.Evaluator.Bounds;

/// <summary>Holds a result against bounds.</summary>
internal static class BoundCheck
{
    public static IReadOnlyList<BoundResult> Check(IEnumerable<Bound> bounds, EvaluationResult result) =>
        [.. bounds.Select(bound => new BoundResult(bound, result.Summary(bound.Metric)[bound.Statistic]))];

    /// <summary>What to say of a bound that is not met.</summary>
    /// <param name="failed">The bound and its value.</param>
    /// <param name="options">The gate.</param>
    /// <param name="severity">What the gate does to the build.</param>
    /// <param name="report">Path of the report; null where none is written.</param>
    public static Finding Describe(BoundResult failed, EvaluateOptions options, Severity severity, string? report)
    {
        var end = report is null ? "" : $"; report {report}";
        if (double.IsNaN(failed.Value))
        {
            return new Finding(
                Codes.UndefinedScore,
                severity,
                $"gate '{options.Gate}': {failed.Bound.Figure} is undefined, since every case is left out ({options.Spelling.Name("--empty")}) or has no counted pixel; nothing was measured, so it can't be {(failed.Bound.IsMaximum ? "at most" : "at least")} {Format(failed.Bound.Limit, 4)}{end}");
        }
        var digits = DigitsThatDiffer(failed.Value, failed.Bound.Limit);
        var comparison = failed.Bound.Baseline is { } baseline
            ? string.Create(CultureInfo.InvariantCulture, $"is worse than the baseline's {Format(baseline, digits)} ({options.Baseline}) by more than the allowed {Math.Abs(baseline - failed.Bound.Limit):0.######}; masksharp compare of two JSON reports shows what got worse, and {options.Spelling.UpdateBaseline} accepts the new scores")
            : $"is {(failed.Bound.IsMaximum ? "above" : "below")} the {failed.Bound.LimitName} {Format(failed.Bound.Limit, digits)}";
        return new Finding(
            failed.Bound.Code,
            severity,
            $"gate '{options.Gate}': {failed.Bound.Figure} {Format(failed.Value, digits)} {comparison}{end}");
    }

    /// <summary>A number with a fixed count of decimals, the same in every language.</summary>
    public static string Format(double value, int digits) => value.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    // 0.84996 against 0.85 must not read "0.8500 is below 0.8500".
    private static int DigitsThatDiffer(double value, double minimum)
    {
        var digits = 4;
        while (digits < 17 && Format(value, digits) == Format(minimum, digits)) digits++;
        return digits;
    }
}
