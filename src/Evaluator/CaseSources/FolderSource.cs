using MaskSharp.Evaluator.Commands;
using MaskSharp.Evaluator.Findings;
using MaskSharp.Evaluator.Pairing;

namespace MaskSharp.Evaluator.CaseSources;

/// <summary>Predictions and truth in two folders.</summary>
internal sealed class FolderSource(string predictions, string groundTruth, SettingSpelling spelling) : ICaseSource
{
    private IReadOnlyList<MaskFile> _predicted = [];
    private IReadOnlyList<MaskFile> _actual = [];

    public string Predictions => predictions;

    public string GroundTruth => groundTruth;

    public IEnumerable<string> SettingTexts => [predictions, groundTruth];

    public IReadOnlyList<MaskFile>[] Files => [_predicted, _actual];

    public Absence? FindAbsence()
    {
        if (File.Exists(predictions)) throw new UsageException($"{spelling.Name("--predictions")} is the file {predictions}; it is to be a folder");
        if (File.Exists(groundTruth)) throw new UsageException($"{spelling.Name("--ground-truth")} is the file {groundTruth}; it is to be a folder");
        if (!Directory.Exists(predictions)) return new Absence($"the predictions' folder {predictions} does not exist", "run the program that writes it");
        if (!Directory.Exists(groundTruth)) return new Absence($"the ground truth's folder {groundTruth} does not exist", null);

        _predicted = Folders.List(predictions);
        _actual = Folders.List(groundTruth);
        if (_predicted.Count == 0) return new Absence($"the predictions' folder {predictions} holds no masks", null);
        return _actual.Count == 0 ? new Absence($"the ground truth's folder {groundTruth} holds no masks", null) : null;
    }

    public IReadOnlyList<CasePair> Pairs(List<Finding> findings, List<string> notes, SourceRun run) => CasePairing.Pair(_predicted, _actual, findings, notes);

    public void Dispose()
    {
    }
}
