using System.Globalization;
using MaskSharp.Evaluator.Baselines;
using MaskSharp.Evaluator.Bounds;
using MaskSharp.Evaluator.Evaluation;
using MaskSharp.Evaluator.Findings;
using MaskSharp.Evaluator.Reports;
using MaskSharp.Evaluator.Stamps;

namespace MaskSharp.Evaluator.Commands;

/// <summary>From scores to a verdict: bounds, baseline, reports, stamp, and the lines that tell of them.</summary>
internal sealed class GateJudge
{
    private const string NothingKept = "; not all of it could be written";

    private readonly EvaluateOptions _options;
    private readonly Output _output;
    private readonly Baseline? _baseline;
    private string _baselineEnd = "";

    private GateJudge(EvaluateOptions options, Output output, Baseline? baseline)
    {
        _options = options;
        _output = output;
        _baseline = baseline;
    }

    private string ReportEnd => _options.ReportPath is { } path ? $"; report {path}" : "";

    /// <summary>Prepares a verdict. The baseline is read first: a run of hours should not end in a missing file.</summary>
    /// <param name="options">The gate.</param>
    /// <param name="output">Where to tell.</param>
    /// <param name="hasCases">Whether there is something to judge yet: before the first predictions there can be no baseline of them.</param>
    /// <param name="judge">What then judges; null where the baseline is missing.</param>
    /// <returns>The exit code where there is no judge.</returns>
    /// <exception cref="UsageException">The baseline can't be read, or may not be written.</exception>
    public static int Prepare(EvaluateOptions options, Output output, bool hasCases, out GateJudge? judge)
    {
        judge = null;
        var baseline = options.Baseline is { } path && !options.UpdatesBaseline ? Baseline.Read(path, options.Spelling) : null;
        if (options is { Baseline: { } missing, UpdatesBaseline: false } && baseline is null && hasCases)
        {
            return new GateJudge(options, output, null).Faulty([Finding.Error(
                Codes.BaselineMissing,
                $"gate '{options.Gate}': the baseline {missing} does not exist, so there is nothing to compare with; write it with {options.Spelling.UpdateBaseline}, and commit it")]);
        }
        judge = new GateJudge(options, output, baseline);
        return ExitCode.Passed;
    }

    /// <summary>Holds the result to the bounds, writes reports, and tells.</summary>
    public int Judge(EvaluationResult result, string? digest)
    {
        var all = _options.Bounds.Concat(_baseline?.Bounds(_options) ?? []);
        var bounds = BoundCheck.Check(all, result);
        var findings = new List<Finding>();
        findings.AddRange(bounds.Where(bound => !bound.Passed).Select(bound => BoundCheck.Describe(bound, _options, _options.Severity, _options.ReportPath)));
        findings.AddRange(Doubts(result));

        var passed = bounds.All(bound => bound.Passed);
        var unwritten = Unwritten(() => Write(new Report(_options, passed ? Verdict.Passed : Verdict.Failed, result, bounds, findings), result, digest));

        foreach (var note in result.Notes) _output.Line($"note: {note}");
        foreach (var item in NamedClasses(result)) _output.Line($"class {_options.Settings.Names.Label(item.Index)}: mean Dice {Figure(item.MeanDice)}, mean IoU {Figure(item.MeanIoU)}, in {Count(item.CasesWithClass)}");
        foreach (var finding in findings.Concat(unwritten)) _output.Tell(finding);
        _output.Closing(Sentence(result, passed, bounds) + (unwritten.Count == 0 ? _baselineEnd + ReportEnd : NothingKept));
        if (unwritten.Count > 0) return ExitCode.BadInput;
        return passed || _options.Severity == Severity.Warning ? ExitCode.Passed : ExitCode.GateFailed;
    }

    /// <summary>Reports that the input can't be used, and tells why.</summary>
    public int Faulty(List<Finding> findings)
    {
        var unwritten = Unwritten(() =>
        {
            ContentStamp.Delete(_options.Stamp);
            ReportWriter.Write(new Report(_options, Verdict.Failed, null, [], findings));
        });
        foreach (var finding in findings.Concat(unwritten)) _output.Tell(finding);
        _output.Closing($"gate '{_options.Gate}' could not be evaluated: {Faults(findings.Count)} in its input{(unwritten.Count == 0 ? ReportEnd : NothingKept)}");
        return ExitCode.BadInput;
    }

    private void Write(Report report, EvaluationResult result, string? digest)
    {
        // What is about to be judged anew must not be taken for judged if writing fails.
        ContentStamp.Delete(_options.Stamp);
        ReportWriter.Write(report);
        if (_options is { Baseline: { } baseline, UpdatesBaseline: true })
        {
            var writes = report.Verdict == Verdict.Passed && !double.IsNaN(result.Dice[_options.Statistic]);
            if (writes) Baseline.Of(result).Write(baseline, _options.Gate);
            // In the last line, which a build shows too: notes are for a terminal.
            _baselineEnd = writes ? $"; baseline {baseline} written" : $"; baseline {baseline} not written, since a bound is not met or the score is undefined";
        }
        if (report.Findings.Count == 0 && _options.Stamp is { } stamp) ContentStamp.Write(stamp, digest, _options.ReportPaths);
    }

    // Whoever names classes wants to see them, and those that are nowhere have nothing to show.
    private IEnumerable<ClassSummary> NamedClasses(EvaluationResult result) =>
        _options.Settings.Names.AreGiven ? result.Classes.Where(item => item.TruePixels + item.PredictedPixels > 0) : [];

    // What was measured is told even where it can't be kept.
    private static List<Finding> Unwritten(Action write)
    {
        try
        {
            write();
            return [];
        }
        catch (OutputException e)
        {
            return [Finding.Error(Codes.NotWritten, e.Message)];
        }
    }

    private static string Figure(double value) => double.IsNaN(value) ? "undefined" : BoundCheck.Format(value, 4);

    private static string Count(int cases) => cases == 1 ? "1 case" : string.Create(CultureInfo.InvariantCulture, $"{cases} cases");

    private static string Faults(int count) => count == 1 ? "1 fault" : string.Create(CultureInfo.InvariantCulture, $"{count} faults");

    private static bool SameFolder(string left, string right) =>
        string.Equals(Path.TrimEndingDirectorySeparator(left), Path.TrimEndingDirectorySeparator(right), StringComparison.Ordinal);

    // A gate that passes though it says little must not pass in silence.
    private IEnumerable<Finding> Doubts(EvaluationResult result)
    {
        if (result.ForegroundFraction == 0 && _options.IsJudged && !double.IsNaN(result.Dice.Mean))
        {
            yield return Finding.Warning(
                Codes.UndefinedScore,
                $"gate '{_options.Gate}': the ground truth has no foreground pixel in any of its cases, so the scores say only how many predictions are empty too");
        }
        if (SameFolder(_options.Predictions, _options.GroundTruth))
        {
            yield return Finding.Warning(
                Codes.BadSetting, $"gate '{_options.Gate}': {_options.Spelling.Name("--predictions")} and {_options.Spelling.Name("--ground-truth")} are the same folder, {_options.Predictions}; masks compared with themselves always agree");
        }
        if (!_options.IsJudged && _options.ForMsBuild)
            yield return Finding.Warning(Codes.BadSetting, $"gate '{_options.Gate}' has no bound, so it can't fail; set MinDice or MinIoU");
        if (_baseline?.Staleness(result) is { } stale)
            yield return Finding.Warning(Codes.BaselineMissing, $"gate '{_options.Gate}': {stale}; write the baseline anew with {_options.Spelling.UpdateBaseline}", _options.Baseline);
    }

    private string Sentence(EvaluationResult result, bool passed, IReadOnlyList<BoundResult> bounds)
    {
        string Score(Metric metric)
        {
            var held = bounds.Where(bound => bound.Bound.Metric == metric)
                .Select(bound => string.Create(CultureInfo.InvariantCulture, $"{(bound.Passed ? "" : "not ")}{bound.Bound.Sign} {(bound.Bound.Baseline is null ? bound.Bound.Limit : $"{ReportText.Limit(bound.Bound)} by the baseline")}"));
            var end = string.Join(", ", held);
            return $"{StatisticName.Of(_options.Statistic)} {MetricName.Of(metric)} {Figure(result.Summary(metric)[_options.Statistic])}{(end.Length > 0 ? $" ({end})" : "")}";
        }

        var verdict = bounds.Count == 0 ? "measured" : passed ? "passed" : "failed";
        var scored = _options.Settings.NamedClass is { } named ? $" (class {named})" : "";
        return $"gate '{_options.Gate}'{scored} {verdict} on {Count(result.Cases.Count)}: {string.Join(", ", result.Summaries.Select(item => Score(item.Metric)))}; "
            + $"pixel accuracy {Figure(result.PixelAccuracy)} (an empty mask scores {Figure(result.EmptyMaskAccuracy)})";
    }
}
