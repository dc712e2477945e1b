using MaskSharp.Evaluator.AssemblyGates;
using MaskSharp.Evaluator.Findings;
using MaskSharp.Evaluator.Hosting;
using MaskSharp.Evaluator.Pairing;

namespace MaskSharp.Evaluator.CaseSources;

/// <summary>Cases that a method of the built assembly makes, in a process of its own.</summary>
internal sealed class AssemblySource(string assembly, string gate, WorkFolder work, IReadOnlyList<string> packageFolders, IReadOnlyList<string> inputs) : ICaseSource
{
    public string Predictions => work["predictions"];

    public string GroundTruth => work["targets"];

    public IEnumerable<string> SettingTexts => [assembly, .. inputs];

    public IReadOnlyList<MaskFile>[] Files => [ProgramFiles.Of(assembly), InputFiles.Of(inputs)];

    public Absence? FindAbsence()
    {
        if (!File.Exists(assembly)) return new Absence($"the assembly {assembly} does not exist; build it first", null);
        return InputFiles.Missing(inputs) is { } missing ? new Absence($"the input {missing} does not exist", "run the program that makes it") : null;
    }

    public IReadOnlyList<CasePair> Pairs(List<Finding> findings, List<string> notes, SourceRun run)
    {
        work.Clear("predictions", "targets");
        var answer = new ProgramHost(assembly, packageFolders).Run(AssemblyGateRun.Arguments(assembly, gate, Predictions, GroundTruth), work.Path, run.Line, run.Progress, run.Cancellation);
        findings.AddRange(answer.Findings);
        if (!answer.IsComplete && findings.Count == 0)
            findings.Add(Finding.Error(Codes.EvaluatorFailed, $"gate '{gate}': the process that runs its method in {Path.GetFileName(assembly)} {answer.Fate}", assembly));
        notes.Add($"the cases were made by the method with [SegmentationGate(\"{gate}\")] in {Path.GetFileName(assembly)}");
        return [.. answer.Cases.OrderBy(pair => pair.Id, StringComparer.Ordinal)];
    }

    public void Dispose() => work.Dispose();
}
