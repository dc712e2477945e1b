using MaskSharp.Evaluator.CaseSources;
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
    private const int ManyCases = 2000;

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
        using var source = options.Source;
        var exitCode = GateJudge.Prepare(options, output, options.Baseline is null || source.FindAbsence() is null, out var judge);
        return judge is null ? exitCode : new EvaluateCommand(options, output, judge).Run();
    }

    private int Run()
    {
        if (_options.Source.FindAbsence() is { } absence) return Absent(absence);

        var digest = _options.Stamp is null ? null : ContentStamp.Compute(SettingTexts(), _options.Source.Files);
        if (_options is { Stamp: { } stamp, UpdatesBaseline: false } && ContentStamp.Matches(stamp, digest, _options.ReportPaths))
        {
            _output.Closing($"gate '{_options.Gate}' is up to date: it passed, and nothing has changed since{(_options.ReportPath is { } path ? $"; report {path}" : "")}");
            return ExitCode.Passed;
        }
        return Evaluate(digest);
    }

    private int Evaluate(string? digest)
    {
        using var interrupt = new Interrupt();
        var findings = new List<Finding>();
        var notes = new List<string>();
        var pairs = Pairs(findings, notes, interrupt.Token);
        if (findings.Count > 0) return _judge.Faulty(findings);
        if (pairs.Count == 0) return Absent(new Absence("there are none", "let its method yield some"));

        if (_options.Shard is { } shard) return CountPart(shard, pairs, findings, notes, interrupt.Token);
        var result = Score(pairs, findings, notes, interrupt.Token);
        if (result is null) return _judge.Faulty(findings);
        // What reading so many files left behind, and their counts, would lie beside all that reports need: it goes back to the system.
        if (result.Cases.Count >= ManyCases) GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return _judge.Judge(result, digest);
    }

    private EvaluationResult? Score(IReadOnlyList<CasePair> pairs, List<Finding> findings, List<string> notes, CancellationToken cancellation)
    {
        var cases = EvaluationRun.Count(pairs, null, _options.Settings, findings, NewProgress().Report, cancellation);
        return findings.Count > 0 ? null : EvaluationRun.Score(cases, _options.Settings, findings, notes);
    }

    private int CountPart(Shard shard, IReadOnlyList<CasePair> pairs, List<Finding> findings, List<string> notes, CancellationToken cancellation)
    {
        var cases = EvaluationRun.Count(pairs, shard, _options.Settings, findings, NewProgress().Report, cancellation);
        if (findings.Count > 0) return _judge.Faulty(findings);
        ShardReport.Write(_options, new ShardPart(shard, _options.Arguments, cases, notes));
        _output.Closing($"gate '{_options.Gate}': counted {cases.Count} cases, one part of {shard.Count}, into {_options.ReportPath}; masksharp merge makes the verdict of all parts");
        return ExitCode.Passed;
    }

    // Predictions that are made on the way may find no room; the last report must not go on saying "passed" then.
    private IReadOnlyList<CasePair> Pairs(List<Finding> findings, List<string> notes, CancellationToken cancellation)
    {
        try
        {
            return _options.Source.Pairs(findings, notes, new SourceRun(_output.Line, NewProgress().Report, cancellation));
        }
        catch (OutputException e)
        {
            findings.Add(Finding.Error(Codes.NotWritten, e.Message));
            return [];
        }
    }

    private Progress NewProgress() => Progress.ForTerminal(_options.ForMsBuild);

    private int Absent(Absence absence)
    {
        var why = $"gate '{_options.Gate}' has no case to evaluate: {absence.Why}";
        if (absence.Remedy is null) return _judge.Faulty([Finding.Error(Codes.NoCases, why)]);
        if (_options.WhenMissing == WhenMissing.Error) return _judge.Faulty([Finding.Error(Codes.NoCases, $"{why}; {absence.Remedy}, or {_options.Spelling.Wait}")]);

        ContentStamp.Delete(_options.Stamp);
        var findings = new List<Finding>();
        if (_options.WhenMissing == WhenMissing.Warning) findings.Add(Finding.Warning(Codes.NoCases, why));
        ReportWriter.Replace(new Report(_options, Verdict.Skipped, null, [], findings));
        foreach (var finding in findings) _output.Tell(finding);
        _output.Closing($"gate '{_options.Gate}' waits for predictions: {absence.Why}");
        return ExitCode.Passed;
    }

    // Where the gate is declared and how fast it runs decide nothing.
    private IEnumerable<string> SettingTexts() =>
    [
        (_options.Settings with { Threads = 1, Spelling = default }).ToString(),
        string.Join('|', _options.Bounds),
        _options.Gate,
        _options.Severity.ToString(),
        _options.Statistic.ToString(),
        string.Join('|', _options.Reports),
        .. _options.Source.SettingTexts,
        $"{_options.Drops}",
        _options.Baseline is { } baseline && File.Exists(baseline) ? Convert.ToHexString(File.ReadAllBytes(baseline)) : "",
    ];
}
