using MaskSharp.Evaluator.Evaluation;
using MaskSharp.Evaluator.Findings;
using MaskSharp.Evaluator.Pairing;
using MaskSharp.Evaluator.Reports;
using MaskSharp.Evaluator.Shards;
using MaskSharp.Evaluator.Stamps;

namespace MaskSharp.Evaluator.Commands;

/// <summary><c>masksharp evaluate</c>: one gate, from two folders to a verdict.</summary>
internal sealed class EvaluateCommand
{
    private readonly EvaluateOptions _options;
    private readonly Output _output;
    private readonly GateJudge _judge;

    private EvaluateCommand(EvaluateOptions options, Output output, GateJudge judge)
    {
        _options = options;
        _output = output;
        _judge = judge;
    }

    /// <exception cref="UsageException">A setting can't be used.</exception>
    /// <exception cref="OperationCanceledException">The user ended the run.</exception>
    public static int Run(IReadOnlyList<string> args, Output output)
    {
        var options = EvaluateOptions.Read(Arguments.Parse(args, EvaluateOptions.All));
        var exitCode = GateJudge.Prepare(options, output, out var judge);
        return judge is null ? exitCode : new EvaluateCommand(options, output, judge).Run();
    }

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
        if (_options is { Stamp: { } stamp, UpdatesBaseline: false } && ContentStamp.Matches(stamp, digest, _options.ReportPaths))
        {
            _output.Closing($"gate '{_options.Gate}' is up to date: it passed, and nothing has changed since{(_options.ReportPath is { } path ? $"; report {path}" : "")}");
            return ExitCode.Passed;
        }
        return Evaluate(predictions, groundTruth, digest);
    }

    private int Evaluate(IReadOnlyList<MaskFile> predictions, IReadOnlyList<MaskFile> groundTruth, string? digest)
    {
        using var interrupt = new Interrupt();
        var findings = new List<Finding>();
        var notes = new List<string>();
        var progress = Progress.ForTerminal(_options.ForMsBuild);
        var cases = EvaluationRun.Count(predictions, groundTruth, _options.Shard, _options.Settings, findings, notes, progress.Report, interrupt.Token);
        if (cases is null) return _judge.Faulty(findings);
        if (_options.Shard is { } shard)
        {
            ShardReport.Write(_options, new ShardPart(shard, _options.Arguments, cases, notes));
            _output.Closing($"gate '{_options.Gate}': counted {cases.Count} cases of part {shard}; masksharp merge makes the verdict of all parts");
            return ExitCode.Passed;
        }
        var result = EvaluationRun.Score(cases, _options.Settings, findings, notes);
        return result is null ? _judge.Faulty(findings) : _judge.Judge(result, digest);
    }

    private int NoCases(string why) => _judge.Faulty([Finding.Error(Codes.NoCases, $"gate '{_options.Gate}' has no case to evaluate: {why}")]);

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

    // Where the gate is declared and how fast it runs decide nothing.
    private IEnumerable<string> SettingTexts() =>
    [
        (_options.Settings with { Threads = 1 }).ToString(),
        string.Join('|', _options.Bounds),
        _options.Gate,
        _options.Severity.ToString(),
        _options.Statistic.ToString(),
        string.Join('|', _options.Reports),
        _options.Predictions,
        _options.GroundTruth,
        $"{_options.Drops}",
        _options.Baseline is { } baseline && File.Exists(baseline) ? Convert.ToHexString(File.ReadAllBytes(baseline)) : "",
    ];
}
