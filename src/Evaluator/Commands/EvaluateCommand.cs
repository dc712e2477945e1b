using System.Globalization;
using MaskSharp.Evaluator.Bounds;
using MaskSharp.Evaluator.Evaluation;
using MaskSharp.Evaluator.Findings;
using MaskSharp.Evaluator.Reports;
using MaskSharp.Evaluator.Stamps;

namespace MaskSharp.Evaluator.Commands;

/// <summary><c>masksharp evaluate</c>: one gate, from two folders to a verdict.</summary>
internal sealed class EvaluateCommand
{
    private readonly EvaluateOptions _options;
    private readonly Output _output;

    private EvaluateCommand(EvaluateOptions options, Output output)
    {
        _options = options;
        _output = output;
    }

    /// <exception cref="UsageException">A setting can't be used.</exception>
    public static int Run(IReadOnlyList<string> args, Output output) =>
        new EvaluateCommand(EvaluateOptions.Read(Arguments.Parse(args, EvaluateOptions.All)), output).Run();

    private int Run()
    {
        if (File.Exists(_options.Predictions)) throw new UsageException($"Predictions (--predictions) is the file {_options.Predictions}; it is to be a folder");
        if (File.Exists(_options.GroundTruth)) throw new UsageException($"GroundTruth (--ground-truth) is the file {_options.GroundTruth}; it is to be a folder");
        if (!Directory.Exists(_options.Predictions)) return Missing();
        if (!Directory.Exists(_options.GroundTruth)) return NoCases($"the ground truth's folder {_options.GroundTruth} does not exist");

        var predictions = Folders.List(_options.Predictions);
        var groundTruth = Folders.List(_options.GroundTruth);
        if (predictions.Count == 0) return NoCases($"the predictions' folder {_options.Predictions} holds no masks");
        if (groundTruth.Count == 0) return NoCases($"the ground truth's folder {_options.GroundTruth} holds no masks");

        var digest = _options.Stamp is null ? null : ContentStamp.Compute(SettingTexts(), predictions, groundTruth);
        if (_options.Stamp is { } stamp && ContentStamp.Matches(stamp, digest, ReportPaths))
        {
            _output.Closing($"gate '{_options.Gate}' is up to date: it passed, and nothing has changed since{ReportEnd}");
            return ExitCode.Passed;
        }

        var findings = new List<Finding>();
        var progress = Progress.ForTerminal(_options.ForMsBuild);
        var result = EvaluationRun.Evaluate(predictions, groundTruth, _options.Settings, findings, progress.Report);
        return result is null ? Faulty(findings) : Judge(result, digest);
    }

    private IReadOnlyList<string> ReportPaths => [.. _options.Reports.Select(report => report.Path)];

    private string ReportEnd => _options.ReportPath is { } path ? $"; report {path}" : "";

    private int Judge(EvaluationResult result, string? digest)
    {
        var bounds = BoundCheck.Check(_options.Bounds, result);
        var findings = new List<Finding>();
        findings.AddRange(bounds.Where(bound => !bound.Passed).Select(bound => BoundCheck.Describe(bound, _options.Gate, _options.Severity, _options.ReportPath)));
        findings.AddRange(Doubts(result));

        // What is about to be judged anew must not be taken for judged if writing fails.
        ContentStamp.Delete(_options.Stamp);
        var passed = bounds.All(bound => bound.Passed);
        ReportWriter.Write(new Report(_options, passed ? Verdict.Passed : Verdict.Failed, result, bounds, findings));
        if (findings.Count == 0 && _options.Stamp is { } stamp) ContentStamp.Write(stamp, digest, ReportPaths);

        foreach (var note in result.Notes) _output.Line($"note: {note}");
        foreach (var finding in findings) _output.Tell(finding);
        _output.Closing(Sentence(result, passed, bounds));
        return passed || _options.Severity == Severity.Warning ? ExitCode.Passed : ExitCode.GateFailed;
    }

    // A gate that passes though it says little must not pass in silence.
    private IEnumerable<Finding> Doubts(EvaluationResult result)
    {
        if (result.ForegroundFraction == 0 && _options.Bounds.Count > 0 && !double.IsNaN(result.Dice.Mean))
        {
            yield return Finding.Warning(
                Codes.UndefinedScore,
                $"gate '{_options.Gate}': the ground truth has no foreground pixel in any of its cases, so the scores say only how many predictions are empty too");
        }
        if (SameFolder(_options.Predictions, _options.GroundTruth))
        {
            yield return Finding.Warning(
                Codes.BadSetting, $"gate '{_options.Gate}': Predictions and GroundTruth are the same folder, {_options.Predictions}; masks compared with themselves always agree");
        }
        if (_options.Bounds.Count == 0 && _options.ForMsBuild)
            yield return Finding.Warning(Codes.BadSetting, $"gate '{_options.Gate}' has no bound, so it can't fail; set MinDice or MinIoU");
    }

    private string Sentence(EvaluationResult result, bool passed, IReadOnlyList<BoundResult> bounds)
    {
        string Score(string metric, ScoreSummary summary)
        {
            var bound = bounds.FirstOrDefault(bound => bound.Bound.Metric == metric);
            var end = bound is null ? "" : string.Create(CultureInfo.InvariantCulture, $" ({(bound.Passed ? "≥" : "not ≥")} {bound.Bound.Minimum})");
            return $"{StatisticName.Of(_options.Statistic)} {metric} {Figure(summary[_options.Statistic])}{end}";
        }

        var verdict = bounds.Count == 0 ? "measured" : passed ? "passed" : "failed";
        return $"gate '{_options.Gate}' {verdict} on {Count(result.Cases.Count)}: {Score("Dice", result.Dice)}, {Score("IoU", result.IoU)}; "
            + $"pixel accuracy {Figure(result.PixelAccuracy)} (an empty mask scores {Figure(result.EmptyMaskAccuracy)}){ReportEnd}";
    }

    private static string Figure(double value) => double.IsNaN(value) ? "undefined" : BoundCheck.Format(value, 4);

    private static string Count(int cases) => cases == 1 ? "1 case" : string.Create(CultureInfo.InvariantCulture, $"{cases} cases");

    private int Faulty(List<Finding> findings)
    {
        ContentStamp.Delete(_options.Stamp);
        ReportWriter.Write(new Report(_options, Verdict.Failed, null, [], findings));
        foreach (var finding in findings) _output.Tell(finding);
        _output.Closing($"gate '{_options.Gate}' could not be evaluated: {Faults(findings.Count)} in its input{ReportEnd}");
        return ExitCode.BadInput;
    }

    private static string Faults(int count) => count == 1 ? "1 fault" : string.Create(CultureInfo.InvariantCulture, $"{count} faults");

    private int NoCases(string why) => Faulty([Finding.Error(Codes.NoCases, $"gate '{_options.Gate}' has no case to evaluate: {why}")]);

    private int Missing()
    {
        var why = $"the predictions' folder {_options.Predictions} does not exist";
        if (_options.WhenMissing == WhenMissing.Error) return NoCases($"{why}; run the program that writes it, or set WhenMissing to Warning or Skip");

        ContentStamp.Delete(_options.Stamp);
        var findings = new List<Finding>();
        if (_options.WhenMissing == WhenMissing.Warning) findings.Add(Finding.Warning(Codes.NoCases, $"gate '{_options.Gate}' has no case to evaluate: {why}"));
        ReportWriter.Replace(new Report(_options, Verdict.Skipped, null, [], findings));
        foreach (var finding in findings) _output.Tell(finding);
        _output.Closing($"gate '{_options.Gate}' waits for predictions: {_options.Predictions} does not exist yet");
        return ExitCode.Passed;
    }

    private static bool SameFolder(string left, string right) =>
        string.Equals(Path.TrimEndingDirectorySeparator(left), Path.TrimEndingDirectorySeparator(right), StringComparison.Ordinal);

    // Where the gate is declared and how fast it runs decide nothing.
    private IEnumerable<string> SettingTexts() =>
    [
        (_options.Settings with { Threads = 1 }).ToString(),
        string.Join('|', _options.Bounds),
        _options.Gate,
        _options.Severity.ToString(),
        string.Join('|', _options.Reports),
        _options.Predictions,
        _options.GroundTruth,
    ];
}
